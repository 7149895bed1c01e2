const second = 1_000;

/**
 * What the listener's owner sets, in milliseconds and counts, each with its reason; sizes and times of single requests
 * are the HTTP service's own (`httpLimits`).
 */
export const connectionLimits = {
  /** A socket is given up after so many requests, so that load spreads anew over several nodes. */
  maxRequestsPerSocket: 10_000,
  /** A socket on which nothing moves, mid-answer included. */
  timeout: 120 * second,
} as const;

/** How long requests that are under way may take when the service stops. */
export const drainWithin = 10 * second;

/** How long the stores may take to close after that; one that is frozen is left as it is. */
export const closeWithin = 5 * second;
