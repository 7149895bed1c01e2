import type { Commit, EventStore, LogReader, RowsAsOf, ViewStore } from '@recount/core/ports';
import { unavailable, unknownOutcome } from '@recount/core/ports';
import { left } from 'fp-ts/lib/Either.js';
import { map } from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

/** A log before which something happens, each time that a commit is about to go in. */
export const interposed = (log: EventStore, before: (commit: Commit) => Promise<void>): EventStore => ({
  ...log,
  append: (commit) => async () => {
    await before(commit);
    return log.append(commit)();
  },
});

/** What becomes of one append: all is well, or its answer is lost after it was applied or before, or it is refused. */
export type Fate = 'well' | 'lost after' | 'lost before' | 'refused';

/** A log whose appends meet one fate after another, and then all is well; what belongs to the log itself is spared. */
export const fated = (log: EventStore, fates: Fate[]): EventStore => ({
  ...log,
  append: (commit) => async () => {
    const fate = commit.writes[0].stream === 'log' ? 'well' : (fates.shift() ?? 'well');
    if (fate === 'refused') return left(unavailable('refused'));
    if (fate === 'lost before') return left(unknownOutcome('lost'));
    const answer = await log.append(commit)();
    return fate === 'lost after' ? left(unknownOutcome('lost')) : answer;
  },
});

/** A tap in a pipe. */
export type Tap = {
  /** Shuts it for as long as this takes. */
  readonly shutDuring: (run: () => Promise<void>) => Promise<void>;
  readonly passed: () => Promise<void>;
};

/** An open tap. */
export const tap = (): Tap => {
  let waiting: (() => void)[] = [];
  let isShut = false;
  const open = (): void => {
    isShut = false;
    for (const go of waiting) go();
    waiting = [];
  };
  return {
    shutDuring: (run) => {
      isShut = true;
      return run().finally(open);
    },
    passed: () => (isShut ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve()),
  };
};

/** A log that is followed only while the tap is open: decisions read streams as ever. */
export const followedThrough = <L extends LogReader>(log: L, { passed }: Tap): L => ({
  ...log,
  readAll: (after, limit) => async () => {
    await passed();
    return log.readAll(after, limit)();
  },
});

/** A log that cannot be followed while something holds. */
export const unfollowable = <L extends LogReader>(log: L, holds: () => boolean): L => ({
  ...log,
  readAll: (after, limit) => async () =>
    holds() ? left(unavailable('not now')) : log.readAll(after, limit)(),
});

/** Views in which the documents of one view come back by id otherwise than they were put. */
export const misread = (views: ViewStore, view: string, document: (was: string) => string): ViewStore => {
  const getMany: ViewStore['getMany'] = (wishes) =>
    TE.map((answers: ReadonlyArray<RowsAsOf>) =>
      answers.map((answer, i) =>
        wishes[i]?.view.name === view
          ? { ...answer, rows: answer.rows.map(map((row) => ({ ...row, document: document(row.document) }))) }
          : answer,
      ),
    )(views.getMany(wishes));
  return {
    ...views,
    getMany,
    get: (of, ids) =>
      TE.map((answers: ReadonlyArray<RowsAsOf>) => answers[0] ?? { checkpoint: 0, rows: [] })(
        getMany([{ view: of, ids }]),
      ),
  };
};
