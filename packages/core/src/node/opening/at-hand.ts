/** How much an engine keeps in memory at most; what it no longer has at hand it reads again. */
export type AtHand = {
  /** Rows of keys and sessions. */
  readonly credentials: number;
  /** Rows of each other view that says who may do what. */
  readonly rows: number;
  /** States of streams that decisions are made on. */
  readonly states: number;
  /** Keys of data subjects. */
  readonly subjectKeys: number;
  /** The latest events, and up to twice as many; a view that is further behind lets nobody in until it has caught up. */
  readonly events: number;
};

/** What holds unless said otherwise. */
export const usuallyAtHand: AtHand = {
  credentials: 100_000,
  rows: 50_000,
  states: 50_000,
  subjectKeys: 10_000,
  events: 20_000,
};
