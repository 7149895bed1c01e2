/** How much a node takes on at once, in requests, and for how long one may wait to be let in, in milliseconds. */
export type LoadLimits = {
  /** Under way while the node keeps up with itself. */
  readonly most: number;
  /** Under way when it does not. */
  readonly least: number;
  /** Waiting to be let in. */
  readonly waiting: number;
  readonly patience: number;
};

/**
 * What a node takes on at once, with the reasons. A request is under way from when it is let in to the end of its answer.
 */
export const loadLimits: LoadLimits = {
  /**
   * Many times what the group commit needs to fill its batches (64 callers do), and few enough that whoever is let in
   * is answered within two seconds by a store that does 500 commands a second; with bodies of 64 KiB it is 32 MiB.
   */
  most: 512,
  /** Requests that keep the process busy for 10 ms each are then answered within a tenth of a second. */
  least: 8,
  /** Whoever would ask again at once waits instead: to turn away costs as much as many an answer. */
  waiting: 2_048,
  /** Leaves a second and a half of the two within which everybody is to have an answer. */
  patience: 500,
};
