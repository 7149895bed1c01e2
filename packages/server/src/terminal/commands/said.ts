/** Where a command's words go. */
export type Said = {
  /** What was asked for. */
  readonly tell: (words: string) => void;
  /** What stands in the way. */
  readonly say: (words: string) => void;
};
