import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { Shown } from './load.js';
import { serveForParent } from './child.js';

type Bare = RequestListener & {
  readonly disable: (setting: string) => void;
  readonly post: (path: string, handle: (request: IncomingMessage, response: ServerResponse) => void) => void;
};

// The very Express that the service runs on.
const door = createRequire(new URL('../../../../packages/express/package.json', import.meta.url));
const express: () => Bare = door('express');

const answering =
  (answers: ReadonlyMap<string, object>) =>
  (request: IncomingMessage, response: ServerResponse): void => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.on('end', () => {
      const { key } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
      const answer = JSON.stringify(answers.get(hash('sha256', key, 'hex')));
      response.writeHead(200, {
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Length': answer.length,
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
      });
      response.end(answer);
    });
  };

/** Serves a bare Express route that knows the keys in this file by their hashes, and nothing else. */
export const serveBare = (file: string): void => {
  const shown: ReadonlyArray<Shown> = JSON.parse(readFileSync(file, 'utf8'));
  const answers = new Map(shown.map(({ secret, answer }) => [hash('sha256', secret, 'hex'), answer]));
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.post('/v1/keys/verify', answering(answers));
  serveForParent(createServer(app), {}, () => ({}));
};
