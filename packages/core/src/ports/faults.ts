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
