import { isLeft, right } from 'fp-ts/lib/Either.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { Position, Revision, Snapshot, StoredEvent, StreamSlice } from '@recount/core/ports';
import type { Database, Failure, Statement } from '../database/database.js';
import { type AskedTogether, together } from '../database/together.js';
import { type EventColumns, eventIn } from './pages.js';

type Which = ReadonlyArray<{ readonly stream: string; readonly from: Revision }>;

type SliceRow = readonly [
  nth: number | null,
  head: Position,
  revision: Revision | null,
  ...event: EventColumns,
];

// What is looked up stands in subqueries of its own (OFFSET 0, LIMIT): there is no plan for them but the index.
const statementOn = (schema: string): Statement => ({
  name: 'streams',
  text: `
    SELECT a.nth, coalesce(h.position, 0), r.revision, e.position, e.recorded_at, e.body
    FROM (SELECT (SELECT position FROM ${schema}.events ORDER BY position DESC LIMIT 1)) h (position)
    LEFT JOIN unnest($1::text[], $2::bigint[]) WITH ORDINALITY a (stream, since, nth) ON true
    LEFT JOIN LATERAL (
      SELECT revision FROM ${schema}.events WHERE stream = a.stream ORDER BY revision DESC LIMIT 1
    ) r ON true
    LEFT JOIN LATERAL (
      SELECT revision, position, recorded_at, body FROM ${schema}.events
      WHERE stream = a.stream AND revision >= a.since OFFSET 0
    ) e ON true
    ORDER BY a.nth, e.revision`,
});

type Found = { readonly revision: 'none' | Revision; readonly events: StoredEvent[] };

const gathered = (rows: ReadonlyArray<SliceRow>): ReadonlyArray<Found> => {
  const found: Found[] = [];
  for (const [nth, , revision, ...event] of rows) {
    if (nth === null) continue;
    found[nth - 1] ??= { revision: revision ?? 'none', events: [] };
    found[nth - 1]?.events.push(...eventIn(event));
  }
  return found;
};

const keyOf = ({ stream, from }: Which[number]): string => `${from} ${stream}`;

/** Several callers' wishes in one question: what many wish for is asked for once. */
const asking = (database: Database, schema: string, patience: number): AskedTogether<Which, Snapshot> => {
  const statement = statementOn(schema);
  return async (wishes) => {
    const asked = [...new Map(wishes.flat().map((wish) => [keyOf(wish), wish])).values()];
    const numbers = new Map(asked.map((wish, at) => [keyOf(wish), at]));
    const given = [asked.map(({ stream }) => stream), asked.map(({ from }) => from)];
    const rows = await database.ask<SliceRow>(statement, given, patience)();
    if (isLeft(rows)) return rows;
    const found = gathered(rows.right);
    const slice = (wish: Which[number]): StreamSlice => ({
      stream: wish.stream,
      ...(found[numbers.get(keyOf(wish)) ?? -1] ?? { revision: 'none', events: [] }),
    });
    return right((which) => ({ head: rows.right[0]?.[1] ?? 0, streams: which.map(slice) }));
  };
};

/** Reads streams, all of them as of one moment, for those who ask at the same time in one question. */
export const readingStreams = (
  database: Database,
  schema: string,
  patience: number,
): ((which: Which) => TaskEither<Failure, Snapshot>) =>
  together(asking(database, schema, patience), ({ length }) => length);
