import type { Operation, Plan } from './plan.js';
import { type Report, run } from './run.js';

/** How many plans are tried at most on the way to a short one. */
const patience = 200;

const without = (all: ReadonlyArray<Operation>, from: number, count: number): ReadonlyArray<Operation> => [
  ...all.slice(0, from),
  ...all.slice(from + count),
];

/** Leaves out operations, many at a time and then fewer, as long as the run still fails; answers the last that did. */
export const shrunk = async (failed: Report): Promise<Report> => {
  let least = failed;
  let tries = 0;
  const attempt = async (plan: Plan): Promise<boolean> => {
    tries += 1;
    const report = await run(plan);
    if (report.wrong.length > 0) least = report;
    return report.wrong.length > 0;
  };
  for (let count = Math.ceil(failed.plan.operations.length / 2); count >= 1; count = Math.floor(count / 2))
    for (let from = least.plan.operations.length - count; from >= 0 && tries < patience; from -= count)
      await attempt({ ...least.plan, operations: without(least.plan.operations, from, count) });
  return least;
};
