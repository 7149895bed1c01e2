import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { ownPostgres } from '../../postgres/own-server.js';
import { NotHere } from './not-here.js';

/** What a statement answers. */
type Result = { readonly rows: ReadonlyArray<Readonly<Record<string, unknown>>> };

/** A statement; one with a name is prepared once on each connection. */
export type Statement = {
  readonly name?: string;
  readonly text: string;
  readonly values?: ReadonlyArray<unknown>;
};

/** A pool of connections. */
export type Pool = {
  readonly query: (statement: Statement | string) => Promise<Result>;
  readonly end: () => Promise<void>;
};

type Driver = {
  readonly Pool: new (options: { readonly connectionString: string; readonly max: number }) => Pool;
};

// The very driver that our own store runs on.
const door = createRequire(new URL('../../../../packages/store-postgres/package.json', import.meta.url));

/** Opens a pool of so many connections to a database. */
export const poolOf = (url: string, max: number): Pool => {
  const { Pool: Made }: Driver = door('pg');
  return new Made({ connectionString: url, max });
};

/** A server with settings as it was installed, and fresh databases in it. */
export type Server = {
  /** Makes an empty database; answers its address. */
  readonly database: () => Promise<string>;
  /** Drops the databases, and stops the server if it was started for this. */
  readonly stop: () => Promise<void>;
};

const settings = ['fsync', 'synchronous_commit', 'wal_sync_method', 'shared_buffers'];

// What a commit costs hangs on these, so whoever reads the figures is told.
const say = async (what: string, pool: Pool): Promise<void> => {
  const { rows } = await pool.query({
    text: 'select name, current_setting(name) as value from unnest($1::text[]) as name',
    values: [settings],
  });
  const words = rows.map(({ name, value }) => `${String(name)} ${String(value)}`);
  process.stderr.write(`${what}; ${words.join(', ')}.\n`);
};

type Found = { readonly url: string; readonly what: string; readonly stop: () => Promise<void> };

const found = async (): Promise<Found> => {
  const given = process.env['DATABASE_URL'];
  if (given !== undefined && given !== '')
    return { url: given, what: 'the server at DATABASE_URL', stop: () => Promise.resolve() };
  const own = await ownPostgres();
  if (own !== undefined) return { url: own.url, what: own.what, stop: own.remove };
  throw new NotHere(
    'This benchmark needs PostgreSQL: install it, or set DATABASE_URL to a server that may be filled.',
  );
};

/** The PostgreSQL that DATABASE_URL names, or one of our own, from what is installed here. */
export const postgres = async (): Promise<Server> => {
  const { url, what, stop } = await found();
  const pool = poolOf(url, 1);
  await say(what, pool);
  const made: string[] = [];
  return {
    database: async () => {
      const name = `recount_bench_${randomUUID().replaceAll('-', '')}`;
      await pool.query(`create database ${name}`);
      made.push(name);
      const address = new URL(url);
      address.pathname = `/${name}`;
      return address.href;
    },
    stop: async () => {
      for (const name of made) await pool.query(`drop database if exists ${name} with (force)`);
      await pool.end();
      await stop();
    },
  };
};
