import { Client } from 'pg';

/** A session of somebody else's on the same database. */
export type Session = {
  readonly ask: (sql: string) => Promise<ReadonlyArray<Record<string, unknown>>>;
  readonly end: () => Promise<void>;
};

/** Connects as whoever administers the database would. */
export const session = async (url: string): Promise<Session> => {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  return {
    ask: async (sql) => {
      const result: { readonly rows: ReadonlyArray<Record<string, unknown>> } = await client.query(sql);
      return result.rows;
    },
    end: () => client.end(),
  };
};

/** Waits until some session of the store does what the condition on pg_stat_activity says; its process. */
export const busy = async ({ ask }: Session, condition: string): Promise<number> => {
  for (;;) {
    const [found] = await ask(
      `SELECT pid FROM pg_stat_activity WHERE application_name = 'recount' AND ${condition} LIMIT 1`,
    );
    if (found !== undefined) return Number(found['pid']);
  }
};

/** That it waits for a lock with a statement that names a schema. */
export const waitingIn = (schema: string): string => `wait_event_type = 'Lock' AND query LIKE '%${schema}%'`;
