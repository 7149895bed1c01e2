import { groupCommit, type GroupLimits, type Pace } from '@recount/core/log';
import type { BatchLog, Commit, EventStore, Unavailable } from '@recount/core/ports';
import { memoryLog } from '@recount/store-memory';
import { left } from 'fp-ts/lib/Either.js';
import { commit, write } from '../contracts/log/given.js';

/** What a held batch is told: to go in, or to fail, said or thrown. */
export type Fate = 'goes in' | Unavailable | Error;

/** A log in memory whose batches wait until the test decides their fate; the turns and timers are the test's too. */
export type HeldLog = {
  readonly store: EventStore;
  readonly log: BatchLog;
  /** All batches so far. */
  readonly batches: ReadonlyArray<ReadonlyArray<Commit>>;
  /** Decides on the batch in flight, and runs what comes of it. */
  readonly decide: (fate: Fate) => Promise<void>;
  /** Runs what was put off until the end of the turn. */
  readonly turn: () => Promise<void>;
  /** So many milliseconds go by. */
  readonly pass: (milliseconds: number) => void;
  readonly closed: () => number;
};

/** Lets every promise that can settle do so. */
export const settled = async (): Promise<void> => {
  for (let n = 0; n < 20; n += 1) await Promise.resolve();
};

type Timer = { readonly due: number; readonly run: () => void };

const handPace = () => {
  const later: Array<() => void> = [];
  const timers = new Set<Timer>();
  let now = 0;
  const pace: Pace = {
    soon: (run) => later.push(run),
    after: (milliseconds, run) => {
      const timer = { due: now + milliseconds, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    every: () => () => undefined,
  };
  return {
    pace,
    timers,
    turn: async () => {
      await settled();
      for (const run of later.splice(0)) run();
      await settled();
    },
    pass: (milliseconds: number) => {
      now += milliseconds;
      for (const timer of timers) if (timer.due <= now && timers.delete(timer)) timer.run();
    },
  };
};

type Held = Partial<GroupLimits> & { readonly overlapping?: boolean };

/** A log whose batches are in the test's hand. */
export const heldLog = (
  { overlapping = false, ...limits }: Held = {},
  close: () => Promise<void> = () => Promise.resolve(),
): HeldLog => {
  const memory = memoryLog({ clock: { now: () => 0 } });
  const batches: Array<ReadonlyArray<Commit>> = [];
  const waiting: Array<(fate: Fate) => void> = [];
  let closed = 0;
  const log: BatchLog = {
    ...memory,
    overlapping,
    appendBatch: (commits) => async () => {
      batches.push(commits);
      const fate = await new Promise<Fate>((decide) => waiting.push(decide));
      if (fate instanceof Error) throw fate;
      return fate === 'goes in' ? memory.appendBatch(commits)() : left(fate);
    },
    close: () => {
      closed += 1;
      return close();
    },
  };
  const { pace, turn, pass } = handPace();
  const decide = async (fate: Fate): Promise<void> => {
    waiting.shift()?.(fate);
    await turn();
  };
  return {
    store: groupCommit(log, limits, pace),
    log: memory,
    batches,
    decide,
    turn,
    pass,
    closed: () => closed,
  };
};

/** A commit to a stream of its own. */
export const own = (n: number): Commit => commit(n, write(`s${n}`, 'none', 'x'));

/** The numbers from one to another. */
export const range = (from: number, to: number): ReadonlyArray<number> =>
  Array.from({ length: to - from + 1 }, (_, n) => from + n);

/** Asks for commits, and tells what each was answered so far. */
export const ask = ({ store }: HeldLog, commits: ReadonlyArray<Commit>): ReadonlyArray<() => string> =>
  commits.map((each) => {
    let answer = 'waits';
    void store
      .append(each)()
      .then((outcome) => {
        if (outcome._tag === 'Right')
          answer = outcome.right.duplicate ? 'duplicate' : `at ${outcome.right.first}`;
        else answer = outcome.left.type === 'Unavailable' ? outcome.left.applied : outcome.left.type;
      });
    return () => answer;
  });

/** What they were answered so far. */
export const told = async (answers: ReadonlyArray<() => string>): Promise<ReadonlyArray<string>> => {
  await settled();
  return answers.map((answer) => answer());
};
