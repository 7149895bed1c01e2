import type { IncomingMessage, Server } from 'node:http';

const loopback = '127.0.0.1';

/** Listens on this machine's loopback, on a port or, for 0, on any free one; answers where. */
export const listening = (server: Server, port: number): Promise<URL> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, loopback, () => {
      const address = server.address();
      const taken = typeof address === 'object' && address !== null ? address.port : port;
      resolve(new URL(`http://${loopback}:${taken}`));
    });
  });

/** Lets go of the port and of whoever is connected. */
export const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** Why a request is not let in. */
export type TurnedAway = { readonly status: 403 | 421; readonly why: string };

const isForwarding = (header: string): boolean =>
  header === 'forwarded' || header === 'via' || header.startsWith('x-forwarded-');

/** Lets in only who came straight to this address: no name that was made to lead here, no proxy in between. */
export const turnedAway = (request: IncomingMessage, host: string): TurnedAway | undefined => {
  if (request.headers.host !== host) return { status: 421, why: `This is ${host} and nothing else.` };
  return Object.keys(request.headers).some(isForwarding)
    ? { status: 403, why: 'The playground is for this machine only; this request was passed on.' }
    : undefined;
};
