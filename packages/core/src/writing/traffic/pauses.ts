/** How long to wait before trying again, in milliseconds: twice as long each time, between the first and the longest. */
export type Pauses = { readonly first: number; readonly longest: number };

// Different for each commit and each try, and the same whenever that very commit is tried that often.
const shareOf = (commitId: string, tries: number): number =>
  ((Number.parseInt(commitId.slice(-6), 16) * (2 * tries + 1)) % 4096) / 4096;

/** The pause of a commit after so many tries: from half of its full length to all of it, so that those who met part. */
export const pauseBefore = (commitId: string, tries: number, { first, longest }: Pauses): number => {
  const full = Math.min(longest, first * 2 ** (tries - 1));
  return full * (0.5 + shareOf(commitId, tries) / 2);
};
