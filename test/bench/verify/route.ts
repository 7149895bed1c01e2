import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';

type Bare = RequestListener & {
  readonly disable: (setting: string) => void;
  readonly post: (path: string, handle: (request: IncomingMessage, response: ServerResponse) => void) => void;
};

// The very Express that the service runs on.
const door = createRequire(new URL('../../../../packages/express/package.json', import.meta.url));
const express: () => Bare = door('express');

/** Answers for a key, at once or later, with anything that is JSON. */
export type Verifying = (
  asked: { readonly key: string },
  answer: (found: object | null | undefined) => void,
) => void;

const answerTo = (response: ServerResponse) => (found: object | null | undefined) => {
  // All of it is ASCII.
  const answer = JSON.stringify(found);
  response.writeHead(200, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': answer.length,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(answer);
};

/** The least that Express needs to read a body and to answer it, with the headers that ours answers with. */
export const bareRoute = (verify: Verifying): RequestListener => {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.post('/v1/keys/verify', (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.on('end', () => verify(JSON.parse(Buffer.concat(chunks).toString('utf8')), answerTo(response)));
  });
  return app;
};
