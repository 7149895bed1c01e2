/** The only place where chance comes from. */
export interface Entropy {
  /** This many random bytes, fit for keys. */
  bytes(count: number): Uint8Array;
}
