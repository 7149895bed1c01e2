import { type Either, left, right } from 'fp-ts/lib/Either.js';
import { chain } from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { fromIOEither, type TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { ForeignLog, Unavailable } from '@recount/core/ports';
import { type Connection, writing } from './file/connection.js';

/** The table that remembers which log a file belongs to. */
export const ownerTable =
  'CREATE TABLE owner (one INTEGER PRIMARY KEY CHECK (one = 1), log_id TEXT NOT NULL) STRICT;';

const same = (expected: string, found: string): Either<ForeignLog, void> =>
  found === expected ? right(undefined) : left({ type: 'ForeignLog', expected, found });

/** Remembers the log that first claims the file, and refuses another's. */
export const claiming = (
  connection: Connection,
): ((logId: string) => TaskEither<Unavailable | ForeignLog, void>) => {
  const remember = connection.change('INSERT OR IGNORE INTO owner VALUES (1, ?)');
  const recall = connection.question<readonly [string]>('SELECT log_id FROM owner');
  return (logId) =>
    fromIOEither(() =>
      pipe(
        writing<Either<Unavailable | ForeignLog, void>>(connection, () => {
          remember(logId);
          return same(logId, recall()[0]?.[0] ?? logId);
        }),
        chain((verdict) => verdict),
      ),
    );
};
