import { groupCommit } from '@recount/core/log';
import type { Ground, Stores } from '../core/rig/grounds.js';
import { type Company, runningFor } from '../express/company.js';
import type { Running } from '../express/running.js';

/** Services on one log and one vault: one after another, or side by side. */
export type Nodes = {
  /** Starts one; the one before has to be stopped where the stores are one process's alone. */
  readonly start: () => Promise<Running>;
  /** Starts another beside it. */
  readonly beside: () => Promise<Running>;
};

const once = (stop: () => Promise<void>): (() => Promise<void>) => {
  let stopped: Promise<void> | undefined;
  return () => (stopped ??= stop());
};

/** Runs a test on services that stand on the same ground, and stops those that still run. */
export const onNodes = async (
  ground: Ground,
  companies: ReadonlyArray<Company>,
  run: (nodes: Nodes) => Promise<void>,
): Promise<void> => {
  const laid = await ground.laid({ now: () => Date.now() });
  const started: Running[] = [];
  let latest: Stores | undefined;
  const serving = async (stores: Stores): Promise<Running> => {
    const running = await runningFor(companies, {
      tamper: () => ({ ...stores, log: groupCommit(stores.log) }),
    });
    const one = { ...running, stop: once(running.stop) };
    started.push(one);
    return one;
  };
  try {
    await run({
      start: async () => serving((latest = await laid.open())),
      beside: async () => serving((await laid.beside?.()) ?? latest ?? (await laid.open())),
    });
  } finally {
    for (const { stop } of started) await stop();
    await laid.clear();
  }
};
