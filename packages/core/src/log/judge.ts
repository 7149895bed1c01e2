import { isSome, none, type Option, some } from 'fp-ts/lib/Option.js';
import type { Commit, Position, Receipt, Revision, Verdict } from '../ports/index.js';

/** A commit that is in the log: what was asked for under its id, and where it stands. Times are milliseconds since 1970. */
export type Past = {
  readonly request: string;
  readonly first: Position;
  readonly last: Position;
  readonly recordedAt: number;
};

/** What a store knows of its log, as a batch meets it; `recordedAt` is that of the last event, 0 before the first. */
export type Standing = {
  readonly head: Position;
  readonly recordedAt: number;
  readonly past: (commitId: string) => Past | undefined;
  readonly revision: (stream: string) => 'none' | Revision;
};

/** An event that a store is to add; `closes` is the position of the last event of its commit. */
export type Entry = {
  readonly position: Position;
  readonly recordedAt: number;
  readonly closes: Position;
  readonly stream: string;
  readonly revision: Revision;
  readonly text: string;
  readonly subjects: ReadonlyArray<string>;
};

/** One verdict for each commit of a batch, in order, and what a store is to add, all of it or nothing. */
export type Judgement = {
  readonly verdicts: ReadonlyArray<Verdict>;
  readonly past: ReadonlyMap<string, Past>;
  readonly entries: ReadonlyArray<Entry>;
};

const receipt = (commitId: string, past: Past, duplicate: boolean): Receipt => ({
  commitId,
  first: past.first,
  last: past.last,
  recordedAt: past.recordedAt,
  duplicate,
});

const objection = (commit: Commit, standing: Standing): Option<Verdict> => {
  const past = standing.past(commit.id);
  if (past !== undefined)
    return some(
      past.request === commit.request
        ? { type: 'duplicate', receipt: receipt(commit.id, past, true) }
        : { type: 'CommitMismatch', commitId: commit.id },
    );
  const stale = commit.writes.find((write) => standing.revision(write.stream) !== write.expected);
  return stale === undefined ? none : some({ type: 'Conflict', stream: stale.stream });
};

const entriesOf = (commit: Commit, past: Past): ReadonlyArray<Entry> =>
  commit.writes
    .flatMap(({ stream, expected, bodies }) =>
      bodies.map((body, at) => ({ stream, revision: expected === 'none' ? at : expected + 1 + at, ...body })),
    )
    .map((placed, at) => ({
      ...placed,
      position: past.first + at,
      recordedAt: past.recordedAt,
      closes: past.last,
    }));

const eventsIn = (commit: Commit): number =>
  commit.writes.reduce((sum, { bodies }) => sum + bodies.length, 0);

/**
 * What becomes of a batch: a commit that is in the log already answers its first receipt or a mismatch, whatever it
 * expects; any other conflicts at its first stale stream or is accepted, and those after it in the batch see it.
 */
export const judge = (batch: ReadonlyArray<Commit>, standing: Standing, now: number): Judgement => {
  const recordedAt = Math.max(standing.recordedAt, now);
  const past = new Map<string, Past>();
  const heads = new Map<string, Revision>();
  const entries: Entry[] = [];
  const seen: Standing = {
    ...standing,
    past: (id) => past.get(id) ?? standing.past(id),
    revision: (stream) => heads.get(stream) ?? standing.revision(stream),
  };
  const verdicts = batch.map((commit): Verdict => {
    const objected = objection(commit, seen);
    if (isSome(objected)) return objected.value;
    const first = standing.head + entries.length + 1;
    const accepted = { request: commit.request, first, last: first + eventsIn(commit) - 1, recordedAt };
    past.set(commit.id, accepted);
    for (const entry of entriesOf(commit, accepted)) {
      heads.set(entry.stream, entry.revision);
      entries.push(entry);
    }
    return { type: 'ok', receipt: receipt(commit.id, accepted, false) };
  });
  return { verdicts, past, entries };
};
