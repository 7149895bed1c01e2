import type { BatchLog, ViewStore } from '@recount/core/ports';

/** Rows that were written since the count began: events of the log, rows of views, and marks of when keys were used. */
export type Written = { events: number; rows: number; uses: number };

/** A log that counts what it is given to write. */
export const countingLog = (log: BatchLog, written: Written): BatchLog => ({
  ...log,
  appendBatch: (commits) => {
    for (const { writes } of commits) for (const { bodies } of writes) written.events += bodies.length;
    return log.appendBatch(commits);
  },
});

/** A view store that counts what it is given to write. */
export const countingViews = (views: ViewStore, written: Written): ViewStore => ({
  ...views,
  apply: (changes, step) => {
    for (const { rows, gone } of changes) written.rows += rows.length + gone.length;
    return views.apply(changes, step);
  },
  used: (uses) => {
    written.uses += uses.length;
    return views.used(uses);
  },
});
