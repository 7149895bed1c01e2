import { randomUUID } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { problemOf } from '../answer/problem.js';
import type { Failure } from '../answer/failure.js';

/** What a connection may take: sizes in bytes, times in milliseconds. */
export const httpLimits = {
  maxHeaderSize: 16_384,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  /** Longer than the idle time of the usual load balancers (60 s), so that they close first and lose no request. */
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 2_000,
} as const;

const mostHeaders = 200;

const failureOf = (code: string | undefined): Failure => {
  if (code === 'HPE_HEADER_OVERFLOW') return { type: 'HeadersTooLarge' };
  return { type: code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'RequestTimedOut' : 'AddressUnreadable' };
};

const reasons: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
};

const answerBroken = (error: NodeJS.ErrnoException, socket: Duplex): void => {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const problem = problemOf(failureOf(error.code), randomUUID());
  const body = JSON.stringify(problem);
  socket.end(
    [
      `HTTP/1.1 ${problem.status} ${reasons[problem.status] ?? 'Bad Request'}`,
      'Content-Type: application/problem+json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
};

/** An HTTP server for the service, with every limit set on purpose; what is no HTTP is answered with a problem too. */
export const serve = (app: RequestListener): Server => {
  const server = createServer({ ...httpLimits, requireHostHeader: true }, app);
  server.maxHeadersCount = mostHeaders;
  server.on('clientError', (error, socket) => {
    answerBroken(error, socket);
  });
  return server;
};
