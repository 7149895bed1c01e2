import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { programsFolder } from '../../postgres/programs.js';
import { type Proxy, proxyTo } from '../rig/proxy.js';
import { isLong } from '../rig/report.js';
import { onStage, stagePatience } from '../rig/stage.js';

const cuts = isLong ? 300 : 15;
const hole = isLong ? 10_000 : 2_000;

let line: Proxy | undefined;

afterEach(async () => {
  await line?.close();
  line = undefined;
});

const through = async (url: string): Promise<string> => {
  const address = new URL(url);
  line = await proxyTo(Number(address.port));
  address.port = String(line.port);
  return address.href;
};

const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise(setImmediate);
};

describe.skipIf(programsFolder() === undefined)('I2 a line to the database that is cut', () => {
  it(
    'in the middle of answers leaves every write there once, whatever its clients were told',
    () =>
      onStage({ what: 'line cut', nodes: 2, writers: 16, through }, async ({ running, healthy }) => {
        const offsets = fc.sample(fc.nat({ max: 4_000 }), { numRuns: cuts, seed: 4 });
        const at = (): number => running.acknowledged.length;
        for (const [i, offset] of offsets.entries()) {
          const before = line!.cuts();
          const done = at();
          if (i % 8 === 7) line!.reset();
          else line!.cutAfter(offset);
          await until(() => line!.cuts() > before);
          await until(() => at() > done);
        }
        return { cuts: line!.cuts(), healed: await healthy() };
      }),
    stagePatience,
  );

  it(
    'or swallows all, or passes on a few bytes at a time, is answered for with 503 and heals',
    () =>
      onStage({ what: 'line swallows', nodes: 2, writers: 16, through }, async (stage) => {
        const { running, healthy, refused } = stage;
        await running.more(50);
        line!.hole();
        await Promise.all([setTimeout(hole), refused(32)]);
        line!.fair();
        const healed = await healthy();
        line!.slow();
        await running.more(50);
        line!.fair();
        expect(line!.connections()).toBeGreaterThan(0);
        return { hole, healed };
      }),
    stagePatience,
  );
});
