import { randomBytes } from 'node:crypto';
import type { PostgresOptions } from '@recount/store-postgres';
import { Client } from 'pg';
import { inProcess } from './pglite.js';
import { postgresHere } from './server.js';

/** A schema that nobody else has: where it is, what reaches it, and how to leave nothing behind. */
export type FreshSchema = {
  readonly url: string;
  readonly schema: string;
  readonly reach: Pick<PostgresOptions, 'over'>;
  readonly remove: () => Promise<void>;
};

/** For tests that are not about time: a busy machine is no fault. */
export const unhurried: Pick<PostgresOptions, 'patience'> = {
  patience: { reads: 30_000, writes: 30_000, pages: 30_000 },
};

/** Asks on a connection of its own, as whoever administers the database would. */
export const onServer = async (url: string, sql: string): Promise<ReadonlyArray<Record<string, unknown>>> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const result: { readonly rows: ReadonlyArray<Record<string, unknown>> } = await client.query(sql);
    return result.rows;
  } finally {
    await client.end();
  }
};

/** The same URL with a schema in it. */
export const withSchema = (url: string, schema: string): string =>
  `${url}${url.includes('?') ? '&' : '?'}schema=${schema}`;

/** A schema of one's own on the run's server, or in process where there is none. */
export const freshSchema = async (): Promise<FreshSchema> => {
  const here = await postgresHere();
  const schema = `test_${randomBytes(8).toString('hex')}`;
  if (here === undefined) {
    const over = (): ReturnType<typeof inProcess> => inProcess();
    const remove = async (): Promise<void> => {
      const database = inProcess();
      await database.script(`DROP SCHEMA IF EXISTS ${schema} CASCADE`)();
    };
    return { url: withSchema('postgres://in-process', schema), schema, reach: { over }, remove };
  }
  return {
    url: withSchema(here.url, schema),
    schema,
    reach: {},
    remove: async () => void (await onServer(here.url, `DROP SCHEMA IF EXISTS ${schema} CASCADE`)),
  };
};
