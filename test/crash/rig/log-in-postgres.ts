import { Client } from 'pg';
import type { RawEvent } from '../../core/rig/raw-log.js';
import type { CommitRow, LogTables } from './comparison.js';

/** Connects as anybody may. */
export const connected = async (connectionString: string): Promise<Client> => {
  const client = new Client({ connectionString });
  // A connection that is cut while nobody asks is no error of a test's.
  client.on('error', () => undefined);
  await client.connect();
  return client;
};

/** What a log's tables hold. */
export const logInPostgres = async (url: string): Promise<LogTables> => {
  const client = await connected(url);
  const events = await client.query(
    'SELECT position, recorded_at, body FROM recount.events ORDER BY position',
  );
  const commits = await client.query('SELECT id, first, last FROM recount.commits ORDER BY first');
  await client.end();
  return {
    commits: commits.rows.map(
      ({ id, first, last }): CommitRow => ({ id: String(id), first: Number(first), last: Number(last) }),
    ),
    events: events.rows.map(({ position, recorded_at, body }) => ({
      position: Number(position),
      recordedAt: Number(recorded_at),
      text: String(body),
      body: JSON.parse(String(body)) as RawEvent['body'],
    })),
  };
};
