import { map, type TaskEither } from 'fp-ts/lib/TaskEither.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { Position } from '@recount/core/ports';
import type { Database, Failure, Statement } from '../database/database.js';

/** Halves what lies between: 53 steps do for every log there can be. */
const statementOn = (schema: string): Statement => ({
  name: 'moment',
  text: `
    WITH RECURSIVE search (low, high) AS (
      SELECT 0::bigint, coalesce((SELECT position FROM ${schema}.events ORDER BY position DESC LIMIT 1), 0) + 1
      UNION ALL
      SELECT
        CASE WHEN is_until THEN middle ELSE low END,
        CASE WHEN is_until THEN high ELSE middle END
      FROM (
        SELECT low, high, (low + high) / 2 AS middle,
          (SELECT recorded_at FROM ${schema}.events WHERE position = (low + high) / 2) <= $1 AS is_until
        FROM search WHERE high - low > 1
      ) step
    )
    SELECT low FROM search WHERE high - low = 1`,
});

/** Finds the last event recorded at or before a moment: time never runs backwards along the log. */
export const findingMoments = (
  database: Database,
  schema: string,
  patience: number,
): ((recordedAt: number) => TaskEither<Failure, Position>) => {
  const statement = statementOn(schema);
  return (recordedAt) =>
    pipe(
      database.ask<readonly [Position]>(statement, [recordedAt], patience),
      map((rows) => rows[0]?.[0] ?? 0),
    );
};
