import { type Either, isLeft, left, match, right, tryCatch } from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { type Connection, connect, reading } from './connection.js';
import { cannotOpen } from '@recount/core/ports';
import { type FileFault, heldByAnother } from './fault.js';
import { makePrivate } from './place.js';
import { wordsOf } from './words.js';

const patience = 100;

const pidIn = (connection: Connection): number | undefined =>
  pipe(
    reading(() => connection.question<readonly [number]>('SELECT pid FROM holder')()[0]?.[0]),
    match(
      () => undefined,
      (pid) => pid,
    ),
  );

/** The pid is committed first, so that others can read it; what holds is the transaction left open after it. */
const hold = (connection: Connection): void =>
  connection.script(`
    BEGIN IMMEDIATE;
    CREATE TABLE IF NOT EXISTS holder (pid INTEGER NOT NULL);
    DELETE FROM holder;
    INSERT INTO holder VALUES (${process.pid});
    COMMIT;
    BEGIN IMMEDIATE;
  `);

const letGo = (connection: Connection): void => {
  connection.script('ROLLBACK');
  connection.close();
};

/**
 * Takes the lock on a file: an open write transaction on `<path>.lock`, which the system ends with the process, however
 * that ends. The pid in there is for the message only. Answers how to let go.
 */
export const lock = (path: string): Either<FileFault, () => void> => {
  const opened = tryCatch(
    () => {
      makePrivate(`${path}.lock`);
      return connect(`${path}.lock`, patience);
    },
    (error) => cannotOpen(path, wordsOf(error)),
  );
  if (isLeft(opened)) return opened;
  const connection = opened.right;
  const held = tryCatch(() => hold(connection), wordsOf);
  if (!isLeft(held)) return right(() => letGo(connection));
  const fault = held.left.startsWith('SQLITE_BUSY')
    ? heldByAnother(path, pidIn(connection))
    : cannotOpen(path, held.left);
  connection.close();
  return left(fault);
};
