import { groupCommit } from '@recount/core/log';
import type { BatchLog, EventStore } from '@recount/core/ports';
import type { SetClock } from '../clock.js';
import { onFreshStore, type Rig } from '../rig.js';

/** A log in a test: as its adapter makes it, as everyone uses it, and how to open it again. */
export type LogInTest = {
  readonly log: BatchLog;
  readonly store: EventStore;
  readonly clock: SetClock;
  readonly reopen: (() => Promise<EventStore>) | undefined;
};

/** Runs a test on a fresh log and leaves nothing behind. */
export const onFresh = (
  rig: Rig<BatchLog>,
  run: (inTest: LogInTest) => Promise<void>,
): (() => Promise<void>) =>
  onFreshStore(rig, ({ store: log, clock, reopen }) =>
    run({ log, store: groupCommit(log), clock, reopen: reopen && (async () => groupCommit(await reopen())) }),
  );
