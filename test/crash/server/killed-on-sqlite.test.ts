import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { asking } from '../../express/asking.js';
import { endAll, freshFolder } from '../../server/program.js';
import { compare, sound } from '../rig/comparison.js';
import { tally } from '../rig/doors.js';
import { type Acknowledged, load } from '../rig/load.js';
import { logOnDisk } from '../rig/log-on-disk.js';
import { mortalNode } from '../rig/node.js';
import { ownerAt } from '../rig/owner.js';
import { isLong, report } from '../rig/report.js';

const kills = isLong ? 20 : 4;
const writers = 16;

afterEach(endAll);

describe('a service that is killed again and again under load', () => {
  it(
    'has every write that it acknowledged, once, where it said, and starts again by itself',
    async () => {
      const folder = freshFolder();
      const path = join(folder, 'data', 'playground.db');
      const service = mortalNode('the service', folder);
      const owner = await ownerAt(service);
      const tallied = tally();
      const running = load(writers, { doors: [service], owner, tally: tallied });
      let untold = 0;

      const verify = async (acknowledged: ReadonlyArray<Acknowledged>) => {
        const compared = compare(await logOnDisk(path), { acknowledged, asked: running.asked });
        expect(compared).toMatchObject(sound);
        untold = Math.max(untold, compared.untold);
        return compared;
      };

      for (let i = 0; i < kills; i++) {
        await running.more(40 + 37 * (i % 5));
        // The writers' next requests get on their way, one kill further than another.
        for (let turns = (i * 7) % 19; turns > 0; turns--) await new Promise(setImmediate);
        await service.kill(async () => void (await verify([...running.acknowledged])));
      }
      await running.more(50);
      await running.stop();
      expect(await service.stop()).toBe(0);
      const { acknowledged } = running;
      expect(acknowledged.map(({ name }) => name).toSorted()).toEqual([...running.asked].toSorted());
      const { events } = await verify(acknowledged);

      const last = mortalNode('the last', folder);
      const ask = asking(await last.origin());
      const secrets = acknowledged.flatMap(({ secret }) => (secret === undefined ? [] : [secret]));
      for (const key of secrets.filter((_, i) => i % 7 === 0)) {
        const { body } = await ask('/v1/keys/verify', { method: 'POST', body: { key } });
        expect(body.valid).toBe(true);
      }
      expect(await last.stop()).toBe(0);
      report('server killed, SQLite', {
        kills,
        events,
        acknowledged: acknowledged.length,
        lost: 0,
        twice: 0,
        untoldAtAKill: untold,
        answers: tallied.statuses,
      });
      await rm(folder, { recursive: true, force: true });
    },
    isLong ? 600_000 : 120_000,
  );
});
