import { postgresLog, postgresStores } from '@recount/store-postgres';
import { isRight } from 'fp-ts/lib/Either.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FreshSchema, freshSchema } from '../../postgres/fresh.js';
import { postgresHere } from '../../postgres/server.js';
import { answered, refusal } from '../answers.js';
import { commit, write } from '../log/given.js';
import { busy, type Session, session, waitingIn } from './session.js';

const here = await postgresHere();

const patience = 60_000;

describe.skipIf(here === undefined)('a schema is made ready', () => {
  let fresh: FreshSchema;
  let admin: Session;

  beforeEach(async () => {
    fresh = await freshSchema();
    admin = await session(here!.url);
  });

  afterEach(async () => {
    await admin.ask('ROLLBACK');
    await fresh.remove();
    await admin.end();
  });

  const tables = async (): Promise<ReadonlyArray<unknown>> =>
    (await admin.ask(`SELECT tablename FROM pg_tables WHERE schemaname = '${fresh.schema}' ORDER BY 1`)).map(
      ({ tablename }) => tablename,
    );

  test('by eight who start at once, once', { timeout: patience }, async () => {
    const starting = Array.from({ length: 8 }, () => postgresStores(fresh.url)());
    const opened = (await Promise.all(starting)).map((one) => (isRight(one) ? one.right : one.left));
    for (const stores of opened) expect(stores).toHaveProperty('log');
    const writing = opened
      .flatMap((stores) => ('log' in stores ? [stores.log] : []))
      .map((log, n) => answered(log.appendBatch([commit(n, write(`s${n}`, 'none', 'x'))])));
    const firsts = (await Promise.all(writing)).flatMap(([one]) =>
      one !== undefined && 'receipt' in one ? [one.receipt.first] : [],
    );
    expect(firsts.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    for (const stores of opened) if ('close' in stores) await stores.close();
  });

  test('I9: killed in the middle it leaves nothing, and the next start makes all of it', {
    timeout: patience,
  }, async () => {
    const { schema, url } = fresh;
    await admin.ask(`CREATE SCHEMA ${schema}`);
    // Whoever makes a table of this name now waits for this transaction, with half of the others made.
    await admin.ask(`BEGIN; CREATE TABLE ${schema}.commits (id integer)`);
    const opening = postgresLog(url)();
    const other = await session(here!.url);
    const pid = await busy(other, waitingIn(schema));
    await other.ask(`SELECT pg_terminate_backend(${pid})`);
    expect(await opening).toMatchObject({ left: { type: 'CannotOpen' } });
    await admin.ask('ROLLBACK');
    expect(await tables()).toEqual([]);
    const log = await answered(postgresLog(url));
    expect(await answered(log.readAll(0, 1))).toEqual({ head: 0, events: [] });
    await log.close();
    await other.end();
  });

  test('written by a newer Recount, it is refused in a sentence and left as it is', async () => {
    const { schema, url } = fresh;
    await (await answered(postgresLog(url))).close();
    await admin.ask(`UPDATE ${schema}.formats SET format = 99`);
    expect(await refusal(postgresLog(url))).toEqual({
      type: 'TooNew',
      where: `the schema ${schema}`,
      found: 99,
      known: 1,
      detail: `the schema ${schema} was written by a newer Recount (format 99; this one knows 1); please start that one`,
    });
  });

  test('somebody else’s tables are left as they are', async () => {
    const { schema, url } = fresh;
    await admin.ask(`CREATE SCHEMA ${schema}; CREATE TABLE ${schema}.events (what text)`);
    expect(await refusal(postgresLog(url))).toMatchObject({ type: 'NotOurs' });
    expect(await tables()).toEqual(['events']);
  });

  test('a role that may only read and write opens what is ready, and is told what it may not make', {
    timeout: patience,
  }, async () => {
    const { schema, url } = fresh;
    const role = `role_${schema}`;
    await admin.ask(`CREATE ROLE ${role} LOGIN PASSWORD 'it'`);
    const as = new URL(url);
    as.username = role;
    as.password = 'it';
    const denied = await refusal(postgresStores(as.href));
    expect(denied).toMatchObject({
      type: 'CannotOpen',
      detail: expect.stringContaining('permission denied'),
    });
    await (await answered(postgresStores(url))).close();
    await admin.ask(`
      GRANT USAGE ON SCHEMA ${schema} TO ${role};
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO ${role};
      GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${schema} TO ${role}`);
    const { log, views, vault, close } = await answered(postgresStores(as.href));
    await answered(log.appendBatch([commit(1, write('a', 'none', 'x'))]));
    await answered(views.lead([{ name: 'v', version: 1 }], 'me', 1000));
    await answered(vault.put([{ shelf: 'own-key', id: 'a', wrapped: 'x' }]));
    await close();
    await admin.ask(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
  });

  test.each(['postgres://127.0.0.1:1/nobody', 'postgres://127.0.0.1:1/nobody?schema=Not%20plain'])(
    'what cannot be reached or named says so: %s',
    async (url) => {
      expect(await refusal(postgresStores(url))).toMatchObject({ type: 'CannotOpen' });
    },
  );
});
