import type { BatchLog, Clock, Position, ViewChange, ViewStore } from '@recount/core/ports';
import { memoryLog, memoryVault, memoryViews } from '@recount/store-memory';
import { isRight } from 'fp-ts/lib/Either.js';
import { answered } from '../../contracts/answers.js';
import {
  type RecordedVault,
  recordedVault,
  type RecordedViews,
  recordedViews,
} from '../../core/rig/recording.js';

type Step = { readonly changes: ReadonlyArray<ViewChange>; readonly from: Position; readonly to: Position };

/** Views that can be put back to where they were after so many steps, as from a backup, under whoever uses them. */
export type RewindableViews = RecordedViews & {
  readonly rewind: (keep: number) => Promise<void>;
  readonly steps: () => number;
};

const rewindableViews = (clock: Clock): RewindableViews => {
  const steps: Step[] = [];
  let views = recordedViews(memoryViews({ clock }));
  const now: ViewStore = {
    claim: (logId) => views.claim(logId),
    checkpoints: (ids) => views.checkpoints(ids),
    get: (view, ids) => views.get(view, ids),
    getMany: (wishes) => views.getMany(wishes),
    list: (view, group, page) => views.list(view, group, page),
    lead: (ids, by, lasts) => views.lead(ids, by, lasts),
    yield: (by) => views.yield(by),
    apply: (changes, step) => async () => {
      const applied = await views.apply(changes, step)();
      if (isRight(applied)) steps.push({ changes, ...step });
      return applied;
    },
    drop: (view) => views.drop(view),
    all: () => views.all(),
    replace: (view, by) => views.replace(view, by),
    wake: (signal) => views.wake(signal),
    used: (uses) => views.used(uses),
    lastUsed: (ids) => views.lastUsed(ids),
    close: () => views.close(),
  };
  const rewind = async (keep: number): Promise<void> => {
    const before = recordedViews(memoryViews({ clock }));
    steps.length = Math.min(keep, steps.length);
    // Nobody leads a backup that is put back: whoever led what it replaces has a token of no use.
    for (const { changes, from, to } of steps)
      await answered(
        before.apply(
          changes.map((change) => ({ ...change, token: 0 })),
          { from, to },
        ),
      );
    views = before;
  };
  return { ...now, held: () => views.held(), rewind, steps: () => steps.length };
};

/** What all engines of a run stand on. */
export type Shared = {
  readonly log: BatchLog;
  readonly views: RewindableViews;
  readonly vault: RecordedVault;
  /** Where the log ends, now or as long as this many milliseconds ago. */
  readonly head: (ago?: number) => Position;
};

type Growth = { readonly at: number; readonly head: Position };

/** Empty stores that go by one clock; `elapsed` is the milliseconds since the run began. */
export const sharedStores = (clock: Clock, elapsed: () => number): Shared => {
  const memory = memoryLog({ clock });
  const growth: Growth[] = [{ at: 0, head: 0 }];
  const log: BatchLog = {
    ...memory,
    overlapping: true,
    appendBatch: (commits) => async () => {
      const verdicts = await memory.appendBatch(commits)();
      const added = isRight(verdicts)
        ? verdicts.right.flatMap((verdict) => (verdict.type === 'ok' ? [verdict.receipt.last] : []))
        : [];
      if (added.length > 0) growth.push({ at: elapsed(), head: Math.max(...added) });
      return verdicts;
    },
  };
  return {
    log,
    views: rewindableViews(clock),
    vault: recordedVault(memoryVault({ clock })),
    head: (ago = 0) => growth.findLast(({ at }) => at <= elapsed() - ago)?.head ?? 0,
  };
};
