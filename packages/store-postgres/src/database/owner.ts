import { type Either, left, right } from 'fp-ts/lib/Either.js';
import { chainEitherKW, type TaskEither } from 'fp-ts/lib/TaskEither.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { ForeignLog, Unavailable } from '@recount/core/ports';
import type { Part } from './design.js';
import { notWritten } from './outcome.js';
import type { Ground } from './ground.js';

const same = (expected: string, found: string): Either<ForeignLog, void> =>
  found === expected ? right(undefined) : left({ type: 'ForeignLog', expected, found });

/** Remembers the log that first claims a part, and refuses another's. */
export const claiming = (
  { database, schema, patience }: Ground,
  part: Part,
): ((logId: string) => TaskEither<Unavailable | ForeignLog, void>) => {
  const text = `
    UPDATE ${schema}.formats SET log_id = coalesce(log_id, $2) WHERE part = $1 RETURNING log_id`;
  return (logId) =>
    pipe(
      database.ask<readonly [string]>({ name: 'claim', text }, [part, logId], patience.writes),
      notWritten,
      chainEitherKW(([row]) => same(logId, row?.[0] ?? '')),
    );
};
