import type { Report } from './run.js';

/** What many runs came to, together. */
export type Totals = {
  runs: number;
  operations: number;
  commits: number;
  crashes: number;
  readonly faults: Record<string, number>;
};

/** Nothing yet. */
export const noTotals = (): Totals => ({ runs: 0, operations: 0, commits: 0, crashes: 0, faults: {} });

/** Adds a run. */
export const count = (totals: Totals, { plan, commits, crashes, faults }: Report): void => {
  totals.runs += 1;
  totals.operations += plan.operations.length;
  totals.commits += commits;
  totals.crashes += crashes;
  for (const [fault, times] of Object.entries(faults))
    totals.faults[fault] = (totals.faults[fault] ?? 0) + times;
};

/** What is to be known of a run that failed, and how to run it again. */
export const failure = (report: Report, from: number): string =>
  [
    `seed ${report.plan.seed}, cut from ${from} operations to ${report.plan.operations.length}:`,
    ...report.wrong.map((wrong) => `  ${wrong}`),
    'what was done (after how many milliseconds), and what came of it:',
    ...report.lines.map((line) => `  ${line}`),
    `run it alone: RECOUNT_SEED=${report.plan.seed} npm test -- simulation`,
  ].join('\n');
