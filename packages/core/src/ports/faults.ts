/** A store could not do it now. `applied` says whether it may have happened all the same. */
export type Unavailable = {
  readonly type: 'Unavailable';
  readonly applied: 'no' | 'unknown';
  readonly detail: string;
};

/** What the log holds at this place cannot be understood; nothing after it may be used. */
export type Unreadable = {
  readonly type: 'Unreadable';
  readonly position: number;
  readonly stream: string;
  readonly detail: string;
};

/** A stream of the commit is not at the revision that the decision saw. */
export type Conflict = { readonly type: 'Conflict'; readonly stream: string };

/** The commit's id was used before, for another request. */
export type CommitMismatch = { readonly type: 'CommitMismatch'; readonly commitId: string };

/** The store belongs to another log than this one. */
export type ForeignLog = { readonly type: 'ForeignLog'; readonly expected: string; readonly found: string };

/** Nothing was applied: the store refused or could not be reached. */
export const unavailable = (detail: string): Unavailable => ({ type: 'Unavailable', applied: 'no', detail });

/** It may or may not have been applied: only the same bytes again can tell. */
export const unknownOutcome = (detail: string): Unavailable => ({
  type: 'Unavailable',
  applied: 'unknown',
  detail,
});

/** Why what a store keeps cannot be opened, with a sentence for whoever started the process; `where` is a path or a place. */
export type OpeningFault =
  | { readonly type: 'NotOurs'; readonly where: string; readonly detail: string }
  | {
      readonly type: 'TooNew';
      readonly where: string;
      readonly found: number;
      readonly known: number;
      readonly detail: string;
    }
  | { readonly type: 'CannotOpen'; readonly where: string; readonly detail: string };

/** Somebody else's things are there, as these words go on to say of the place, and they are left as they are. */
export const notOurs = (where: string, words: string): OpeningFault => ({
  type: 'NotOurs',
  where,
  detail: `${where} ${words}; it was left as it is`,
});

/** A newer Recount wrote it. */
export const tooNew = (where: string, found: number, known: number): OpeningFault => ({
  type: 'TooNew',
  where,
  found,
  known,
  detail: `${where} was written by a newer Recount (format ${found}; this one knows ${known}); please start that one`,
});

/** The system, the network or the database says no, in these words. */
export const cannotOpen = (where: string, words: string): OpeningFault => ({
  type: 'CannotOpen',
  where,
  detail: `${where} cannot be opened: ${words}`,
});
