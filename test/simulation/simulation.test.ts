import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { planOf } from './run/plan.js';
import { count, failure, noTotals, type Totals } from './run/report.js';
import { type Report, run } from './run/run.js';
import { shrunk } from './run/shrink.js';

const isLong = process.env['RECOUNT_LONG'] === '1';
const alone = process.env['RECOUNT_SEED'];
const seeds = isLong ? 5_000 : 100;
const operations = isLong ? 100 : 60;
const patience = isLong ? 3_600_000 : 300_000;

const from = (first: number, many: number): ReadonlyArray<number> =>
  Array.from({ length: many }, (_, at) => first + at);

const played = async (which: ReadonlyArray<number>, each: number): Promise<Totals> => {
  const totals = noTotals();
  for (const seed of which) {
    const report = await run(planOf(seed, each));
    if (report.wrong.length > 0) throw new Error(failure(await shrunk(report), each));
    count(totals, report);
  }
  return totals;
};

const say = (totals: Totals): void => void process.stdout.write(`simulation: ${JSON.stringify(totals)}\n`);

const alike = ({ digest, lines }: Report): unknown => ({ digest, lines });

// What a process of its own makes of the same seeds.
const elsewhere = async (which: ReadonlyArray<number>): Promise<unknown> => {
  const built = (name: string): string =>
    fileURLToPath(new URL(`../dist/simulation/run/${name}.js`, import.meta.url));
  const code = `
    const { planOf } = await import(${JSON.stringify(built('plan'))});
    const { run } = await import(${JSON.stringify(built('run'))});
    const digests = [];
    for (const seed of ${JSON.stringify(which)}) digests.push((await run(planOf(seed, 60))).digest);
    process.stdout.write(JSON.stringify(digests));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code]);
  return JSON.parse(stdout);
};

describe.skipIf(alone !== undefined)('a simulation', () => {
  it(
    'finds that all that is promised is true after every run, whatever befalls engines, stores and clocks',
    async () => {
      const totals = await played(from(1, seeds), operations);
      if (isLong) say(totals);
      expect(totals.commits).toBeGreaterThan(totals.runs);
    },
    patience,
  );

  it(
    'writes the same log to the byte when it is run again',
    async () => {
      for (const seed of from(1, isLong ? 100 : 5)) {
        const first = await run(planOf(seed, operations));
        expect(alike(await run(planOf(seed, operations)))).toEqual(alike(first));
      }
    },
    patience,
  );

  it(
    'writes the same log to the byte in another process',
    async () => {
      const some = from(1, isLong ? 20 : 3);
      const here: string[] = [];
      for (const seed of some) here.push((await run(planOf(seed, 60))).digest);
      expect(await elsewhere(some)).toEqual(here);
    },
    patience,
  );
});

describe.runIf(alone !== undefined)('a simulation of one seed', () => {
  it.each([60, 100])(
    'of %i operations',
    async (each) => {
      await played([Number(alone)], each);
    },
    patience,
  );
});
