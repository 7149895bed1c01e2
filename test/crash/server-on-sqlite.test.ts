import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { whatIsWrong } from '../core/rig/true-of-log.js';
import { asking } from '../express/asking.js';
import { signInAs } from '../journeys/through-the-provider.js';
import { endAll, freshFolder, type Program, startProgram } from '../server/program.js';
import { type Acknowledged, load } from './load.js';
import { logOnDisk } from './log-on-disk.js';

const isLong = process.env['RECOUNT_LONG'] === '1';
const kills = isLong ? 20 : 4;
const writers = 16;

afterEach(endAll);

/** A service that is killed and started again; who asks for its origin waits until it stands. */
const mortal = (folder: string) => {
  const start = (): Program =>
    startProgram(folder, { RECOUNT_RATE_LIMITS: 'off', RECOUNT_LOG_LEVEL: 'error' });
  let program = start();
  return {
    origin: () => program.origin(),
    kill: async (then: () => Promise<void>) => {
      const dying = program;
      // Whoever asks from now on is answered by the one that comes after.
      let again: (next: Program) => void = () => undefined;
      const next = new Promise<Program>((resolve) => {
        again = resolve;
      });
      program = { ...dying, origin: async () => (await next).origin() };
      dying.signal('SIGKILL');
      expect(await dying.ended).toBe('SIGKILL');
      await then();
      program = start();
      again(program);
      await program.origin();
    },
    stop: async () => {
      program.signal('SIGTERM');
      return program.ended;
    },
  };
};

const names = (keys: ReadonlyArray<Acknowledged>): ReadonlyArray<string> => keys.map(({ name }) => name);

describe('a service that is killed again and again under load', () => {
  it(
    'has every write that it acknowledged, once, where it said, and starts again by itself',
    async () => {
      const folder = freshFolder();
      const path = join(folder, 'data', 'playground.db');
      const service = mortal(folder);
      const token = await signInAs(await service.origin(), 'ada-example');
      const me = await asking(await service.origin(), { authorization: `Bearer ${token}` })('/v1/me');
      const owner = { token, accountId: String(me.body.active.accountId) };
      const running = load(writers, { origin: service.origin, owner });
      const figures: Record<string, number> = { kills, unacknowledgedButThere: 0 };

      const verify = async (acknowledged: ReadonlyArray<Acknowledged>): Promise<void> => {
        const { events, commits } = await logOnDisk(path);
        expect(whatIsWrong(events)).toEqual([]);
        expect(commits.map(({ first, last }) => [first, last])).toEqual(
          events
            .filter(({ body }) => body.index === 0)
            .map(({ position, body }) => [position, position + body.count - 1]),
        );
        const issued = events.filter(({ body }) => body.type === 'KeyIssued');
        const said = new Map(
          issued.map(({ position, body }) => [body.data['name'], { position, keyId: body.data['keyId'] }]),
        );
        expect(said.size).toBe(issued.length);
        expect(acknowledged.filter(({ name }) => !said.has(name))).toEqual([]);
        for (const { name, keyId, position } of acknowledged)
          expect(said.get(name)).toEqual({ position, keyId });
        for (const { body } of issued) expect(running.asked.has(String(body.data['name']))).toBe(true);
        figures['unacknowledgedButThere'] = Math.max(
          figures['unacknowledgedButThere'] ?? 0,
          issued.length - acknowledged.length,
        );
        figures['events'] = events.length;
      };

      for (let i = 0; i < kills; i++) {
        await running.more(40 + 37 * (i % 5));
        // The writers' next requests get on their way, one kill further than another.
        for (let turns = (i * 7) % 19; turns > 0; turns--) await new Promise(setImmediate);
        await service.kill(() => verify([...running.acknowledged]));
      }
      await running.more(50);
      await running.stop();
      expect(await service.stop()).toBe(0);
      const { acknowledged } = running;
      expect(new Set(names(acknowledged)).size).toBe(acknowledged.length);
      expect(names(acknowledged).toSorted()).toEqual([...running.asked].toSorted());
      await verify(acknowledged);

      const last = startProgram(folder, { RECOUNT_RATE_LIMITS: 'off' });
      const ask = asking(await last.origin());
      for (const { secret } of acknowledged.filter((_, i) => i % 7 === 0)) {
        const { body } = await ask('/v1/keys/verify', { method: 'POST', body: { key: secret } });
        expect(body.valid).toBe(true);
      }
      figures['acknowledged'] = acknowledged.length;
      figures['lost'] = 0;
      figures['unanswered'] = running.unanswered();
      if (isLong) process.stderr.write(`${JSON.stringify(figures)}\n`);
      await rm(folder, { recursive: true, force: true });
    },
    isLong ? 600_000 : 120_000,
  );
});
