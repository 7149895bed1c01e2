import { map, type TaskEither } from 'fp-ts/lib/TaskEither.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { LogPage, Position, StoredEvent } from '@recount/core/ports';
import type { Database, Failure, Given, Statement } from '../database/database.js';

/** An event in a row, or nothing where there is none. */
export type EventColumns = readonly [
  position: Position | null,
  recordedAt: number | null,
  text: string | null,
];

/** The event in a row, if there is one. */
export const eventIn = ([position, recordedAt, text]: EventColumns): ReadonlyArray<StoredEvent> =>
  position === null || recordedAt === null || text === null ? [] : [{ position, recordedAt, text }];

type PageRow = readonly [head: Position, ...event: EventColumns];

const pageOf = (rows: ReadonlyArray<PageRow>): LogPage => ({
  head: rows[0]?.[0] ?? 0,
  events: rows.flatMap(([, ...event]) => eventIn(event)),
});

const head = (schema: string): string => `
  (SELECT coalesce((SELECT position FROM ${schema}.events ORDER BY position DESC LIMIT 1), 0)) h (position)`;

// A page ends where the commit of its last event ends.
const ofAll = (schema: string): Statement => ({
  name: 'all',
  text: `
      SELECT h.position, e.position, e.recorded_at, e.body
      FROM ${head(schema)} LEFT JOIN LATERAL (
        SELECT position, recorded_at, body FROM ${schema}.events
        WHERE position > $1 AND position <= (
          SELECT closes FROM ${schema}.events WHERE position = least($1::bigint + $2::bigint, h.position)
        )
        ORDER BY position
      ) e ON true`,
});

const ofSubject = (schema: string): Statement => ({
  name: 'about',
  text: `
      SELECT h.position, e.position, e.recorded_at, e.body
      FROM ${head(schema)} LEFT JOIN LATERAL (
        SELECT b.position, b.recorded_at, b.body
        FROM (
          SELECT position FROM ${schema}.subjects
          WHERE subject = $1 AND position > $2 AND position <= coalesce((
            SELECT closes FROM ${schema}.events WHERE position = (
              SELECT position FROM ${schema}.subjects WHERE subject = $1 AND position > $2
              ORDER BY position OFFSET $3::bigint - 1 LIMIT 1
            )
          ), h.position)
          ORDER BY position OFFSET 0
        ) s
        CROSS JOIN LATERAL (
          SELECT position, recorded_at, body FROM ${schema}.events WHERE position = s.position LIMIT 1
        ) b
        ORDER BY s.position
      ) e ON true`,
});

/** Reads pages of the log, and of what it holds about a subject; the head is of the same moment. */
export const readingPages = (database: Database, schema: string, patience: number) => {
  const all = ofAll(schema);
  const about = ofSubject(schema);
  const page = (statement: Statement, given: ReadonlyArray<Given>): TaskEither<Failure, LogPage> =>
    pipe(database.ask<PageRow>(statement, given, patience), map(pageOf));
  return {
    readAll: (after: Position, limit: number) => page(all, [after, limit]),
    readSubject: (id: string, after: Position, limit: number) => page(about, [id, after, limit]),
  };
};
