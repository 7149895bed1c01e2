import { connect } from 'node:net';
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OwnPostgres, ownPostgres } from './own-server.js';
import { programsFolder } from './programs.js';
import { saysYes } from './ready.js';
import { postgresHere } from './server.js';

const portOf = (url: string): number => Number(new URL(url).port);

/** Whether it lets a client in within half a second. */
const answers = (port: number): Promise<boolean> =>
  Promise.race([
    saysYes(port),
    new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1').once('error', () => resolve(false));
      socket.setTimeout(500, () => {
        socket.destroy();
        resolve(false);
      });
    }),
  ]);

describe.skipIf(programsFolder() === undefined)('a PostgreSQL server of one’s own', () => {
  let own: OwnPostgres;
  beforeAll(async () => {
    own = (await ownPostgres())!;
  }, 60_000);
  afterAll(() => own.remove());

  test('is killed and comes back, is frozen and thaws, and leaves nothing behind', async () => {
    const port = portOf(own.url);
    expect(await answers(port)).toBe(true);
    await own.kill();
    expect(await answers(port)).toBe(false);
    await own.start();
    own.freeze();
    expect(await answers(port)).toBe(false);
    own.thaw();
    expect(await answers(port)).toBe(true);
    await own.stop();
    expect(await answers(port)).toBe(false);
    await own.start();
    await own.remove();
    expect(existsSync(own.dataFolder)).toBe(false);
  }, 60_000);

  test('the run has one that everybody shares', async () => {
    expect(await postgresHere()).toMatchObject({ url: expect.stringMatching(/^postgres/) });
    expect(await postgresHere()).toBe(await postgresHere());
  });
});
