import type { Commit, Verdict } from '@recount/core/ports';

/** A row of the function: commit 0 is the head before the batch, and the time; the others are what was refused. */
export type VerdictRow = readonly [
  commit: number,
  verdict: string,
  first: number | null,
  last: number | null,
  recordedAt: number | null,
  stale: string | null,
];

const refusal = (commitId: string, [, verdict, first, last, recordedAt, stale]: VerdictRow): Verdict => {
  if (verdict === 'mismatch') return { type: 'CommitMismatch', commitId };
  if (verdict === 'conflict') return { type: 'Conflict', stream: stale ?? '' };
  const receipt = {
    commitId,
    first: first ?? 0,
    last: last ?? 0,
    recordedAt: recordedAt ?? 0,
    duplicate: true,
  };
  return { type: 'duplicate', receipt };
};

const eventsIn = ({ writes }: Commit): number => writes.reduce((sum, { bodies }) => sum + bodies.length, 0);

/** One verdict for each commit: what no row refuses was accepted, one after the other from the head on. */
export const verdictsFrom = (
  batch: ReadonlyArray<Commit>,
  rows: ReadonlyArray<VerdictRow>,
): ReadonlyArray<Verdict> => {
  const refused = new Map(rows.map((row) => [row[0], row]));
  const [, , head, , recordedAt] = refused.get(0) ?? [0, 'head', 0, null, 0, null];
  let next = (head ?? 0) + 1;
  return batch.map((commit, at): Verdict => {
    const row = refused.get(at + 1);
    if (row !== undefined) return refusal(commit.id, row);
    const first = next;
    next += eventsIn(commit);
    const receipt = {
      commitId: commit.id,
      first,
      last: next - 1,
      recordedAt: recordedAt ?? 0,
      duplicate: false,
    };
    return { type: 'ok', receipt };
  });
};
