/** The only place where time comes from: whole milliseconds since 1970. */
export interface Clock {
  now(): number;
}

/** The only place where chance comes from. */
export interface Entropy {
  /** This many random bytes, fit for keys. */
  bytes(count: number): Uint8Array;
}
