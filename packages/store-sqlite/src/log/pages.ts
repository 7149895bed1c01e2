import type { LogPage, Position, Revision, Snapshot, StoredEvent, StreamSlice } from '@recount/core/ports';
import type { Connection } from '../file/connection.js';

type EventRow = readonly [position: Position, recordedAt: number, text: string];

const stored = ([position, recordedAt, text]: EventRow): StoredEvent => ({ position, recordedAt, text });

type Which = ReadonlyArray<{ readonly stream: string; readonly from: Revision }>;

/** The position of the last event, 0 before the first. */
export const heading = ({ question }: Connection): (() => Position) => {
  const head = question<readonly [Position | null]>('SELECT max(position) FROM events');
  return () => head()[0]?.[0] ?? 0;
};

/** Reads streams. Several questions are one moment here: nothing else runs between them, and nobody else writes. */
export const readingStreams = (connection: Connection): ((which: Which) => Snapshot) => {
  const head = heading(connection);
  const revisions = connection.question<readonly [Revision | null]>(
    'SELECT (SELECT max(revision) FROM slots WHERE stream = value) FROM json_each(?) ORDER BY key',
  );
  const events = connection.question<EventRow>(
    `SELECT e.position, e.recorded_at, e.body FROM slots s CROSS JOIN events e USING (position)
     WHERE s.stream = ? AND s.revision >= ? ORDER BY s.revision`,
  );
  return (which) => {
    const at = revisions(JSON.stringify(which.map(({ stream }) => stream)));
    const streams = which.map(({ stream, from }, nth): StreamSlice => {
      const revision = at[nth]?.[0] ?? 'none';
      const news = revision === 'none' || revision < from ? [] : events(stream, from).map(stored);
      return { stream, revision, events: news };
    });
    return { head: head(), streams };
  };
};

/** Reads pages of the log, and of what it holds about a subject. */
export const readingPages = (connection: Connection) => {
  const head = heading(connection);
  const all = connection.question<EventRow>(
    `SELECT position, recorded_at, body FROM events
     WHERE position > ?1 AND position <= (SELECT closes FROM events WHERE position = min(?1 + ?2, ?3))
     ORDER BY position`,
  );
  const about = connection.question<EventRow>(
    `SELECT e.position, e.recorded_at, e.body FROM subjects s CROSS JOIN events e USING (position)
     WHERE s.subject = ?1 AND s.position > ?2 AND s.position <= coalesce(
       (SELECT closes FROM events WHERE position =
         (SELECT position FROM subjects WHERE subject = ?1 AND position > ?2 ORDER BY position LIMIT 1 OFFSET ?3 - 1)),
       ?4)
     ORDER BY s.position`,
  );
  const page = (read: (last: Position) => ReadonlyArray<EventRow>): LogPage => {
    const last = head();
    return { head: last, events: read(last).map(stored) };
  };
  return {
    readAll: (after: Position, limit: number) => page((last) => all(after, limit, last)),
    readSubject: (id: string, after: Position, limit: number) =>
      page((last) => about(id, after, limit, last)),
  };
};
