import { type Entry, judge, type Past, type Standing } from '@recount/core/log';
import type { Commit, Revision, Verdict } from '@recount/core/ports';
import type { Connection } from '../file/connection.js';

type Head = readonly [position: number, recordedAt: number];
type PastRow = readonly [id: string, request: string, first: number, last: number, recordedAt: number];
type RevisionRow = readonly [stream: string, revision: Revision | null];

/** How a batch learns what it must know of the log, with one question each. */
const standingOf = ({ question }: Connection) => {
  const head = question<Head>('SELECT position, recorded_at FROM events ORDER BY position DESC LIMIT 1');
  const commits = question<PastRow>(
    `SELECT c.id, c.request, c.first, c.last, c.recorded_at
     FROM json_each(?) asked CROSS JOIN commits c ON c.id = asked.value`,
  );
  const revisions = question<RevisionRow>(
    'SELECT value, (SELECT max(revision) FROM slots WHERE stream = value) FROM json_each(?)',
  );
  return (batch: ReadonlyArray<Commit>): Standing => {
    const [position, recordedAt] = head()[0] ?? [0, 0];
    const streams = [...new Set(batch.flatMap(({ writes }) => writes.map(({ stream }) => stream)))];
    const known = new Map(revisions(JSON.stringify(streams)));
    const found = commits(JSON.stringify(batch.map(({ id }) => id)));
    const past = new Map(
      found.map(([id, request, first, last, at]) => [id, { request, first, last, recordedAt: at }]),
    );
    return {
      head: position,
      recordedAt,
      past: (id) => past.get(id),
      revision: (stream) => known.get(stream) ?? 'none',
    };
  };
};

/** Bodies are bound one by one, as the text that they are; what only finds them goes as one statement each. */
const adding = ({ change }: Connection) => {
  const event = change('INSERT INTO events (position, recorded_at, closes, body) VALUES (?, ?, ?, ?)');
  const slots = change(
    `INSERT INTO slots (stream, revision, position)
     SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)`,
  );
  const subjects = change(
    'INSERT INTO subjects (subject, position) SELECT value ->> 0, value ->> 1 FROM json_each(?)',
  );
  const commits = change(
    `INSERT INTO commits (id, request, first, last, recorded_at)
     SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each(?)`,
  );
  return (entries: ReadonlyArray<Entry>, past: ReadonlyMap<string, Past>): void => {
    for (const entry of entries) event(entry.position, entry.recordedAt, entry.closes, entry.text);
    slots(JSON.stringify(entries.map(({ stream, revision, position }) => [stream, revision, position])));
    const found = entries.flatMap(({ subjects: ids, position }) =>
      [...new Set(ids)].map((id) => [id, position]),
    );
    subjects(JSON.stringify(found));
    commits(
      JSON.stringify(
        [...past].map(([id, { request, first, last, recordedAt }]) => [id, request, first, last, recordedAt]),
      ),
    );
  };
};

/** Judges a batch and adds what it accepts, inside a transaction of the caller's; `now` is milliseconds since 1970. */
export const appending = (connection: Connection) => {
  const standing = standingOf(connection);
  const add = adding(connection);
  return (batch: ReadonlyArray<Commit>, now: number): ReadonlyArray<Verdict> => {
    const { verdicts, entries, past } = judge(batch, standing(batch), now);
    if (entries.length > 0) add(entries, past);
    return verdicts;
  };
};
