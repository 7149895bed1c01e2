/** How much a node takes on at once, in requests under way. */
export type LoadLimits = { readonly most: number; readonly reserve: number };

/**
 * What a node takes on at once, with the reasons. A request is under way from its headers to the end of its answer.
 */
export const loadLimits: LoadLimits = {
  /**
   * Many times what the group commit needs to fill its batches (64 callers do), and few enough that whoever is let in
   * is answered within two seconds by a store that does 500 commands a second; with bodies of 64 KiB it is 32 MiB.
   */
  most: 512,
  /** Kept for those who have less than their share when others have filled the node. */
  reserve: 512,
};
