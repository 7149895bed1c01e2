import type { ServerOptions } from 'node:http';

const second = 1_000;

/** Every limit of the listener, in milliseconds, bytes and counts, each with its reason. */
export const listenerLimits = {
  /** Headers are small: who takes longer to send them holds a socket, not a conversation. */
  headersTimeout: 10 * second,
  /** Bodies are small, too: the largest that any route takes crosses a slow line in half this time. */
  requestTimeout: 30 * second,
  /** Longer than the idle time of the usual load balancers (60 s), so that they close first and lose no request. */
  keepAliveTimeout: 65 * second,
  /** How often the two above are looked at. */
  connectionsCheckingInterval: 5 * second,
  /** Room for a session's cookie, a key, and what proxies add. */
  maxHeaderSize: 16 * 1_024,
} as const satisfies ServerOptions;

/** Limits that are set on the listener after it was made. */
export const connectionLimits = {
  /** A socket is given up after so many requests, so that load spreads anew over several nodes. */
  maxRequestsPerSocket: 10_000,
  /** Header lines of one request; what is beyond is not read. */
  maxHeadersCount: 100,
  /** A socket on which nothing moves, mid-answer included. */
  timeout: 120 * second,
} as const;

/** How long requests that are under way may take when the service stops. */
export const drainWithin = 10 * second;
