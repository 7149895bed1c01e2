import type { Client } from 'pg';
import { describe, it } from 'vitest';
import { programsFolder } from '../../postgres/programs.js';
import { connected } from '../rig/log-in-postgres.js';
import { isLong } from '../rig/report.js';
import { onStage, type Stage, stagePatience } from '../rig/stage.js';

const times = isLong ? 20 : 2;
// A few more than both nodes ever have, so that whoever looks finds a place before and afterwards.
const few = 40;

const endAllOthers = 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()';

/** Takes every connection that there is. */
const takeAll = async (url: string): Promise<ReadonlyArray<Client>> => {
  const taken: Client[] = [];
  for (;;) {
    try {
      taken.push(await connected(url));
    } catch {
      return taken;
    }
  }
};

const idOf = async (client: Client): Promise<unknown> =>
  (await client.query('SELECT pg_backend_pid() AS pid')).rows[0]!['pid'];

const endAllBut = async (clients: ReadonlyArray<Client>): Promise<void> => {
  const spared = await Promise.all(clients.map(idOf));
  await clients[0]!.query(`${endAllOthers} AND pid <> ALL ($1::int[])`, [spared]);
};

/** One of the few is ours from the beginning. */
const withFewConnections = async ({ own, healthy }: Stage): Promise<Client> => {
  const client = await connected(own.url);
  await client.query(`ALTER SYSTEM SET max_connections = ${few}`);
  await client.end();
  await own.stop();
  await own.start();
  const first = await connected(own.url);
  await healthy();
  return first;
};

describe.skipIf(programsFolder() === undefined)('I3 a database that lets go of connections', () => {
  it(
    'is connected to again, and nothing is lost or there twice',
    () =>
      onStage({ what: 'connections ended', nodes: 2, writers: 16 }, async ({ own, running, healthy }) => {
        const healed: number[] = [];
        for (let i = 0; i < times; i++) {
          await running.more(40 + 11 * (i % 5));
          const client = await connected(own.url);
          await client.query(endAllOthers);
          await client.end();
          healed.push(await healthy());
        }
        return { times, healed: Math.max(...healed) };
      }),
    stagePatience,
  );

  it(
    'is answered for with 503 while others hold all of them, and heals when they let go',
    () =>
      onStage({ what: 'out of connections', nodes: 2, writers: 16 }, async (stage) => {
        const { own, running, refused, healthy } = stage;
        const first = await withFewConnections(stage);
        await running.more(40);
        const taken = [first, ...(await takeAll(own.url))];
        // Ours are ended until the others have it all: whoever comes back first takes what is free.
        while (taken.length < few) {
          await endAllBut(taken);
          taken.push(...(await takeAll(own.url)));
        }
        await refused(48);
        for (const client of taken) await client.end();
        return { connections: few, healed: await healthy() };
      }),
    stagePatience,
  );
});
