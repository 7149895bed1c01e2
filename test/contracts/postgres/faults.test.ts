import type { BatchLog, Unavailable, Verdict } from '@recount/core/ports';
import { type PostgresOptions, postgresLog, postgresStores } from '@recount/store-postgres';
import { type Either, isLeft, isRight } from 'fp-ts/lib/Either.js';
import { some } from 'fp-ts/lib/Option.js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type FreshSchema, freshSchema, withSchema } from '../../postgres/fresh.js';
import { type OwnPostgres, ownPostgres } from '../../postgres/own-server.js';
import { programsFolder } from '../../postgres/programs.js';
import { postgresHere } from '../../postgres/server.js';
import { answered, refusal } from '../answers.js';
import { commit, idOf, names, write } from '../log/given.js';
import { busy, type Session, session, waitingIn } from './session.js';

const here = await postgresHere();

const patience = 60_000;

/** Until it works again, as a caller who does not give up would see it. */
const healed = async <A>(ask: () => Promise<Either<unknown, A>>): Promise<A> => {
  for (;;) {
    const outcome = await ask();
    if (isRight(outcome)) return outcome.right;
  }
};

const one = commit(1, write('a', 'none', 'x'));

describe.skipIf(here === undefined)('what a session meets', () => {
  let fresh: FreshSchema;
  let admin: Session;
  let log: BatchLog;

  const opened = async (options: PostgresOptions = {}): Promise<void> => {
    log = await answered(postgresLog(fresh.url, options));
  };

  beforeEach(async () => {
    fresh = await freshSchema();
    admin = await session(here!.url);
  });

  afterEach(async () => {
    await admin.ask('ROLLBACK');
    await log.close();
    await fresh.remove();
    await admin.end();
  });

  /** The append waits in its middle, where it holds the lock of the log already. */
  const held = async (): Promise<{
    readonly appending: Promise<Either<Unavailable, ReadonlyArray<Verdict>>>;
    readonly pid: number;
  }> => {
    await admin.ask(`BEGIN; LOCK TABLE ${fresh.schema}.subjects IN ACCESS EXCLUSIVE MODE`);
    const appending = log.appendBatch([one])();
    const watching = await session(here!.url);
    const pid = await busy(watching, waitingIn(fresh.schema));
    await watching.end();
    return { appending, pid };
  };

  test('I2: killed in the middle of an append, it is unknown what became of it, and the same bytes tell', {
    timeout: patience,
  }, async () => {
    await opened({ patience: { writes: 30_000 } });
    const { appending, pid } = await held();
    const other = await session(here!.url);
    await other.ask(`SELECT pg_terminate_backend(${pid})`);
    expect(await appending).toMatchObject({ left: { type: 'Unavailable', applied: 'unknown' } });
    await admin.ask('ROLLBACK');
    expect(await answered(log.appendBatch([one]))).toMatchObject([{ type: 'ok', receipt: { first: 1 } }]);
    expect(names(await answered(log.readAll(0, 10)))).toEqual(['x']);
    await other.end();
  });

  test('what waits too long for a lock is given up, by the client and by the server', {
    timeout: patience,
  }, async () => {
    await opened({ patience: { writes: 300, reads: 300, pages: 300 } });
    const { appending, pid } = await held();
    expect(await appending).toMatchObject({ left: { type: 'Unavailable' } });
    const other = await session(here!.url);
    for (let found = 1; found > 0; )
      found = (await other.ask(`SELECT FROM pg_stat_activity WHERE pid = ${pid} AND state = 'active'`))
        .length;
    await admin.ask('ROLLBACK');
    const [verdict] = await healed(log.appendBatch([one]));
    expect(verdict).toMatchObject({ receipt: { commitId: idOf(1), first: 1 } });
    expect((await answered(log.readAll(0, 10))).events).toHaveLength(1);
    await other.end();
  });

  test('where no connection is to be had, nothing happened, and it works again when there is one', {
    timeout: patience,
  }, async () => {
    const role = `role_${fresh.schema}`;
    await admin.ask(`CREATE ROLE ${role} LOGIN SUPERUSER PASSWORD 'it'`);
    const as = new URL(fresh.url);
    as.username = role;
    as.password = 'it';
    log = await answered(postgresLog(as.href));
    await admin.ask(
      `ALTER ROLE ${role} NOLOGIN; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '${role}'`,
    );
    await expect
      .poll(() => refusal(log.appendBatch([one])))
      .toMatchObject({ type: 'Unavailable', applied: 'no' });
    expect(await refusal(log.readAll(0, 1))).toMatchObject({ type: 'Unavailable' });
    await admin.ask(`ALTER ROLE ${role} LOGIN`);
    expect(await answered(log.appendBatch([one]))).toMatchObject([{ type: 'ok' }]);
    await log.close();
    await admin.ask(`REASSIGN OWNED BY ${role} TO CURRENT_USER; DROP OWNED BY ${role}; DROP ROLE ${role}`);
  });

  test('what is closed is unavailable, and nothing is thrown', async () => {
    await opened();
    await log.close();
    await log.close();
    expect(await refusal(log.readAll(0, 1))).toMatchObject({ type: 'Unavailable', applied: 'no' });
    expect(await refusal(log.appendBatch([one]))).toMatchObject({ type: 'Unavailable', applied: 'no' });
  });
});

describe.skipIf(programsFolder() === undefined)('I3: what a server goes through', () => {
  let own: OwnPostgres;
  const hurried: PostgresOptions = { patience: { reads: 300, writes: 400, pages: 400 } };

  beforeAll(async () => {
    own = (await ownPostgres())!;
    const admin = await session(own.url);
    await admin.ask('ALTER DATABASE postgres SET synchronous_commit = off');
    await admin.ask("ALTER DATABASE postgres SET default_transaction_isolation = 'serializable'");
    await admin.end();
  }, patience);

  afterAll(() => own.remove());

  test('frozen, it is unavailable; thawed, it works again, and the same bytes tell what became of them', {
    timeout: patience,
  }, async () => {
    const { log, views, vault, close } = await answered(
      postgresStores(withSchema(own.url, 'frozen'), hurried),
    );
    const over = new AbortController();
    const news = log.wake(over.signal)[Symbol.asyncIterator]();
    await news.next();
    await answered(log.appendBatch([one]));
    own.freeze();
    const two = commit(2, write('a', 0, 'y'));
    const asked = [
      refusal<Unavailable, unknown>(log.appendBatch([two])),
      refusal<Unavailable, unknown>(log.readStreams([{ stream: 'a', from: 0 }])),
      refusal<Unavailable, unknown>(log.readAll(0, 1)),
      refusal<Unavailable, unknown>(views.all()),
      refusal<Unavailable, unknown>(vault.get('own-key', ['a'])),
    ];
    expect((await Promise.all(asked)).map(({ type }) => type)).toEqual(asked.map(() => 'Unavailable'));
    own.thaw();
    const [verdict] = await healed(log.appendBatch([two]));
    expect(verdict).toMatchObject({ receipt: { commitId: idOf(2), first: 2 } });
    expect(names(await healed(log.readAll(0, 10)))).toEqual(['x', 'y']);
    over.abort();
    await close();
  });

  test('killed under load and started again, it has all that was answered, though its default is to be careless', {
    timeout: patience,
  }, async () => {
    const { log, vault, close } = await answered(postgresStores(withSchema(own.url, 'killed'), hurried));
    const over = new AbortController();
    const woken = log.wake(over.signal)[Symbol.asyncIterator]();
    await woken.next();
    const acknowledged: string[] = [];
    for (const round of [0, 1, 2]) {
      let isOver = false;
      const writers = Array.from({ length: 4 }, async (_, writer) => {
        for (let n = 0; !isOver; n++) {
          const id = round * 1_000_000 + writer * 100_000 + n;
          const secret = { shelf: 'one-time', id: `${id}`, wrapped: 'x' } as const;
          const sent = commit(id, write(`s${id}`, 'none', `${id}`));
          if (isLeft(await vault.put([secret])()) || isLeft(await log.appendBatch([sent])())) continue;
          acknowledged.push(`${id}`);
        }
      });
      const enough = acknowledged.length + 40;
      await expect.poll(() => acknowledged.length, { timeout: patience }).toBeGreaterThan(enough);
      await own.kill();
      await own.start();
      await healed(log.readAll(0, 1));
      isOver = true;
      await Promise.all(writers);
    }
    const { events } = await healed(log.readAll(0, 1_000_000));
    const there = names({ events });
    expect(new Set(there).size).toBe(there.length);
    expect(acknowledged.filter((name) => !there.includes(name))).toEqual([]);
    expect(await answered(vault.get('one-time', acknowledged))).toEqual(acknowledged.map(() => some('x')));
    over.abort();
    await close();
  });
});
