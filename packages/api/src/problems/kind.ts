/** A problem: the status that it is answered with, its title, and what one can do about it. */
export type ProblemKind = { readonly status: number; readonly title: string; readonly explanation: string };

/** A problem's kind, told in a row. */
export const kind = (status: number, title: string, explanation: string): ProblemKind => ({
  status,
  title,
  explanation,
});
