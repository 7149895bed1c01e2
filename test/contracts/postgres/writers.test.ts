import { groupCommit } from '@recount/core/log';
import type { BatchLog, EventStore } from '@recount/core/ports';
import { postgresLog } from '@recount/store-postgres';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FreshSchema, freshSchema, unhurried } from '../../postgres/fresh.js';
import { postgresHere } from '../../postgres/server.js';
import { answered } from '../answers.js';
import { newYear } from '../clock.js';
import { body, commit, idOf, write } from '../log/given.js';
import { type Session, session } from './session.js';

const here = await postgresHere();

const patience = 60_000;

describe.skipIf(here === undefined)('several nodes on one log', () => {
  let fresh: FreshSchema;
  let admin: Session;
  const logs: BatchLog[] = [];

  beforeEach(async () => {
    fresh = await freshSchema();
    admin = await session(here!.url);
  });

  afterEach(async () => {
    for (const log of logs.splice(0)) await log.close();
    await fresh.remove();
    await admin.end();
  });

  const node = async (options: Parameters<typeof postgresLog>[1] = {}): Promise<BatchLog> => {
    const log = await answered(postgresLog(fresh.url, { ...unhurried, ...options }));
    logs.push(log);
    return log;
  };

  test('eight writers on two nodes leave no gap, and a reader who asks for more than its position misses none', {
    timeout: patience,
  }, async () => {
    const rounds = 25;
    const stores = [groupCommit(await node()), groupCommit(await node())];
    const reader = await node();
    let isWriting = true;
    const write8 = Array.from({ length: 8 }, async (_, writer) => {
      const store: EventStore = stores[writer % 2]!;
      for (let n = 0; n < rounds; n++)
        await answered(
          store.append(
            commit(writer * 1000 + n, write(`s${writer}`, n === 0 ? 'none' : 2 * n - 1, `${n}a`, `${n}b`)),
          ),
        );
    });
    const seen: number[] = [];
    const read = async (): Promise<void> => {
      for (let more = true; more; ) {
        const stillWriting = isWriting;
        const { head, events } = await answered(reader.readAll(seen.at(-1) ?? 0, 7));
        seen.push(...events.map(({ position }) => position));
        expect(head).toBeGreaterThanOrEqual(seen.at(-1) ?? 0);
        more = stillWriting || events.length > 0;
      }
    };
    const reading = read();
    await Promise.all(write8);
    isWriting = false;
    await reading;
    expect(seen).toEqual(Array.from({ length: 8 * rounds * 2 }, (_, at) => at + 1));
  });

  test('of two nodes that saw the same stream one writes it, again and again', {
    timeout: patience,
  }, async () => {
    const nodes = [await node(), await node()];
    for (let n = 0; n < 30; n++) {
      const racing = nodes.map((log, at) =>
        answered(log.appendBatch([commit(2 * n + at, write('a', n === 0 ? 'none' : n - 1, `${n}`))])),
      );
      const verdicts = (await Promise.all(racing)).flat().map(({ type }) => type);
      expect(verdicts.toSorted()).toEqual(['Conflict', 'ok']);
    }
  });

  test('time is the database’s where no clock is given, and never runs backwards where clocks differ', async () => {
    const ahead = await node({ clock: { now: () => newYear * 2 } });
    const [first] = await answered((await node()).appendBatch([commit(1, write('a', 'none', 'x'))]));
    const [second] = await answered(ahead.appendBatch([commit(2, write('b', 'none', 'x'))]));
    const [third] = await answered((await node()).appendBatch([commit(3, write('c', 'none', 'x'))]));
    const [{ now } = {}] = await admin.ask('SELECT extract(epoch FROM now()) * 1000 AS now');
    const times = [first, second, third].map((one) =>
      one !== undefined && 'receipt' in one ? one.receipt.recordedAt : Number.NaN,
    );
    expect(times[0]).toBeLessThanOrEqual(Math.ceil(Number(now)));
    expect(times.slice(1)).toEqual([newYear * 2, newYear * 2]);
  });

  test('one commit that PostgreSQL cannot keep fails alone, whatever stands beside it', async () => {
    const log = await node();
    const bad = (n: number) =>
      commit(n, { stream: `bad ${n}`, expected: 'none', bodies: [{ text: '{"a":"\u0000"}', subjects: [] }] });
    const long = commit(9, { stream: 'x'.repeat(2 ** 20), expected: 'none', bodies: [body('long', 'p')] });
    const good = [1, 2, 4, 5, 7].map((n) => commit(n, write(`good ${n}`, 'none', `${n}`)));
    const batch = [good[0]!, good[1]!, bad(3), good[2]!, good[3]!, bad(6), good[4]!, long] as const;
    const verdicts = await answered(log.appendBatch(batch));
    expect(verdicts.map((one) => ('applied' in one ? one.applied : one.type))).toEqual([
      'ok',
      'ok',
      'no',
      'ok',
      'ok',
      'no',
      'ok',
      'no',
    ]);
    const { events } = await answered(log.readAll(0, 10));
    expect(events.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5]);
  });

  test('a batch that repeats a commit answers it twice, and what comes between sees it', async () => {
    const log = await node();
    const one = commit(1, write('a', 'none', 'x'));
    const verdicts = await answered(log.appendBatch([one, commit(2, write('a', 0, 'y')), one]));
    expect(verdicts).toMatchObject([
      { type: 'ok', receipt: { first: 1 } },
      { type: 'ok', receipt: { first: 2 } },
      { type: 'duplicate', receipt: { commitId: idOf(1), first: 1 } },
    ]);
  });

  test('the function refuses an isolation level at which it could not judge, and takes no lesser durability', async () => {
    await node();
    const empty = Array.from({ length: 15 }, () => `'{}'`).join();
    const append = `SELECT * FROM ${fresh.schema}.append(1, true, ${empty})`;
    await admin.ask('BEGIN ISOLATION LEVEL REPEATABLE READ');
    await expect(admin.ask(append)).rejects.toThrow('READ COMMITTED');
    await admin.ask('ROLLBACK; BEGIN; SET LOCAL synchronous_commit = off');
    await admin.ask(append);
    expect(await admin.ask('SHOW synchronous_commit')).toEqual([{ synchronous_commit: 'on' }]);
    await admin.ask('ROLLBACK');
  });

  test('whoever waits on one node is woken by what another appends, and again after its line was cut', {
    timeout: patience,
  }, async () => {
    const [mine, other] = [await node(), await node()];
    const over = new AbortController();
    const news = mine.wake(over.signal)[Symbol.asyncIterator]();
    // The line is up when it says so for the first time.
    await news.next();
    const heard = news.next();
    await answered(other.appendBatch([commit(1, write('a', 'none', 'x'))]));
    expect((await heard).done).toBe(false);
    const again = news.next();
    await admin.ask(`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE application_name = 'recount' AND query LIKE 'LISTEN "${fresh.schema}%'`);
    expect((await again).done).toBe(false);
    over.abort();
  });
});
