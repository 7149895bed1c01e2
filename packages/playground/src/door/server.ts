import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { contentPolicy } from '../pages.js';

/** Answers a request. */
export type Route = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const loopback = '127.0.0.1';

/** Listens on this machine only, and says where. */
export const listening = (server: Server, port: number): Promise<URL> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, loopback, () => {
      const address = server.address();
      const taken = typeof address === 'object' && address !== null ? address.port : port;
      resolve(new URL(`http://${loopback}:${taken}`));
    });
  });

/** Ends a server and whoever still talks to it. */
export const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** What every page says to the browser; its forms may lead to these addresses. */
export const headersFor = (redirectUris: ReadonlyArray<string>): Headers =>
  new Headers({
    'Content-Security-Policy': contentPolicy([...new Set(redirectUris.map((uri) => new URL(uri).origin))]),
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
  });

/** A route as a server calls it; what goes wrong in it ends the connection and not the playground. */
export const answering =
  (route: Route): RequestListener =>
  (request, response) => {
    route(request, response).catch((cause: unknown) => {
      console.error(cause);
      response.destroy();
    });
  };

const longestForm = 1_024;

/** Answers with a page. */
export const show = (response: ServerResponse, status: number, html: string): void => {
  response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(html);
};

/** Reads a short form. */
export const formIn = async (request: IncomingMessage): Promise<URLSearchParams> => {
  let form = '';
  for await (const chunk of request.setEncoding('utf8')) {
    form += String(chunk);
    if (form.length > longestForm) break;
  }
  return new URLSearchParams(form.slice(0, longestForm));
};

/** Whether a form was sent by a page from here. */
export const isFromHere = ({ headers }: IncomingMessage, issuer: string): boolean =>
  headers.origin === undefined || headers.origin === new URL(issuer).origin;
