import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { endAll, freshFolder } from '../../server/program.js';
import { compare, sound } from '../rig/comparison.js';
import { tally } from '../rig/doors.js';
import { load } from '../rig/load.js';
import { logOnDisk } from '../rig/log-on-disk.js';
import { mortalNode } from '../rig/node.js';
import { ownerAt } from '../rig/owner.js';
import { isLong, report } from '../rig/report.js';
import { type SmallDisk, smallDisk } from '../rig/small-disk.js';

const times = isLong ? 5 : 2;
const writers = 8;
const patience = 120_000;

/** Takes the room away and gives it back, as whoever fills a disk does. */
type Room = { readonly take: () => Promise<void> | void; readonly give: () => void };

let disk: SmallDisk | undefined;
let folder: string;

afterEach(() => {
  endAll();
  disk?.remove();
  rmSync(folder, { recursive: true, force: true });
});

const canLimit = process.platform === 'linux' && spawnSync('prlimit', ['--version']).status === 0;

const limited = (pid: number, bytes: number | 'unlimited'): void => {
  const { status } = spawnSync('prlimit', [`--pid=${pid}`, `--fsize=${bytes}:unlimited`]);
  expect(status).toBe(0);
};

const withoutRoom = async (roomFor: (pid: number) => Room): Promise<void> => {
  const service = mortalNode('the service', folder);
  const owner = await ownerAt(service);
  const tallied = tally();
  const running = load(writers, { doors: [service], owner, tally: tallied });
  const room = roomFor(service.pid());
  const refusals = (): number => tallied.statuses[503] ?? 0;
  let gaveUp = false;
  running.more(Number.POSITIVE_INFINITY).catch(() => (gaveUp = true));
  for (let i = 0; i < times; i++) {
    await running.more(40 + 37 * i);
    const before = refusals();
    await room.take();
    while (!gaveUp && refusals() < before + 3 * writers) await new Promise(setImmediate);
    room.give();
    await running.more(2 * writers);
  }
  await running.stop();
  expect(service.died()).toBe(false);
  expect(await service.stop()).toBe(0);
  const { asked, acknowledged } = running;
  expect(acknowledged.map(({ name }) => name).toSorted()).toEqual([...asked].toSorted());
  const compared = compare(await logOnDisk(join(folder, 'data', 'playground.db')), running);
  expect(compared).toMatchObject(sound);
  expect(new Set(Object.keys(tallied.statuses))).toEqual(new Set(['200', '201', '503']));
  const { events } = compared;
  const answers = tallied.statuses;
  report('disk full, SQLite', { times, events, acknowledged: acknowledged.length, answers });
};

describe('I3 a service whose disk is full', () => {
  it(
    'says 503 and nothing else, keeps what it acknowledged, and writes again when there is room',
    async (test) => {
      folder = freshFolder();
      disk = smallDisk(24, folder);
      const small = disk;
      if (small === undefined) return test.skip('this user may not mount a small disk');
      await withoutRoom(() => ({ take: small.fill, give: small.clear }));
    },
    patience,
  );

  it.runIf(canLimit)(
    'does the same when its files may not grow',
    async () => {
      folder = freshFolder();
      await withoutRoom((pid) => ({
        take: () => limited(pid, 4096),
        give: () => limited(pid, 'unlimited'),
      }));
    },
    patience,
  );
});
