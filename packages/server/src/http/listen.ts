import type { RequestListener, Server } from 'node:http';
import { serve as httpServer } from '@recount/express';
import * as E from 'fp-ts/lib/Either.js';
import { connectionLimits } from './limits.js';

/** A port that is ours: what answers on it is said by `serve`, and until then it asks for patience. */
export type Listener = {
  readonly port: number;
  readonly serve: (handler: RequestListener) => void;
  readonly server: Server;
};

/** Where to listen. */
export type Place = { readonly port: number; readonly bind: string };

const notYet: RequestListener = (_, response) => {
  response.writeHead(503, { 'Retry-After': '1', 'Content-Type': 'text/plain' }).end('Recount is starting.\n');
};

const sentence = (code: string | undefined, { port, bind }: Place): string => {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is taken by another program; stop it, or choose another with RECOUNT_PORT.`;
    case 'EACCES':
      return `This user may not listen on port ${port}; choose one above 1023 with RECOUNT_PORT.`;
    case 'EADDRNOTAVAIL':
      return `This machine does not have the address ${bind}; choose another with RECOUNT_BIND.`;
    default:
      return `Listening on ${bind}, port ${port}, did not work (${code ?? 'no reason given'}).`;
  }
};

/** Takes the port, or says in a sentence why not. */
export const listen = (place: Place): Promise<E.Either<string, Listener>> =>
  new Promise((resolve) => {
    let handler = notYet;
    const server = httpServer((request, response) => handler(request, response));
    Object.assign(server, connectionLimits);
    server.once('error', (error: NodeJS.ErrnoException) => resolve(E.left(sentence(error.code, place))));
    server.listen(place.port, place.bind, () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : place.port;
      const serve = (next: RequestListener): void => {
        handler = next;
      };
      resolve(E.right({ port, serve, server }));
    });
  });
