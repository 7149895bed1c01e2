import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RawEvent } from '../../core/rig/raw-log.js';
import type { CommitRow, LogTables } from './comparison.js';

type Database = new (
  path: string,
) => {
  readonly prepare: (sql: string) => { readonly all: () => ReadonlyArray<Readonly<Record<string, unknown>>> };
  readonly close: () => void;
};

// The driver that the store has, without the store: what lies on disk is read by nothing of ours.
const store = new URL('../../../packages/store-sqlite/package.json', import.meta.url);
const Libsql = createRequire(store)('libsql') as Database;

/** What a log's files hold, read from a copy, so that whoever opens them next finds them as the crash left them. */
export const logOnDisk = async (path: string): Promise<LogTables> => {
  const folder = await mkdtemp(join(tmpdir(), 'recount-crashed-'));
  const copy = join(folder, 'log.db');
  await copyFile(path, copy);
  await copyFile(`${path}-wal`, `${copy}-wal`).catch(() => undefined);
  const database = new Libsql(copy);
  const events = database
    .prepare('SELECT position, recorded_at AS recordedAt, body AS text FROM events ORDER BY position')
    .all() as ReadonlyArray<Omit<RawEvent, 'body'>>;
  const commits = database
    .prepare('SELECT id, first, last FROM commits ORDER BY first')
    .all() as ReadonlyArray<unknown> as ReadonlyArray<CommitRow>;
  database.close();
  await rm(folder, { recursive: true, force: true });
  return {
    commits,
    events: events.map((event) => ({ ...event, body: JSON.parse(event.text) as RawEvent['body'] })),
  };
};
