import Database from 'libsql';
import { type Either, left, right, tryCatch } from 'fp-ts/lib/Either.js';
import { type Unavailable, unavailable, unknownOutcome } from '@recount/core/ports';
import { wordsOf } from './words.js';

/** What a column holds. */
export type Cell = string | number | null;

/** One connection to one file; its statements are prepared once and throw what SQLite throws. */
export type Connection = {
  /** Runs statements that answer nothing. */
  readonly script: (sql: string) => void;
  /** A question: its rows, each a tuple of its columns. */
  readonly question: <Row extends ReadonlyArray<Cell>>(
    sql: string,
  ) => (...given: ReadonlyArray<Cell>) => ReadonlyArray<Row>;
  /** A change: how many rows it touched. */
  readonly change: (sql: string) => (...given: ReadonlyArray<Cell>) => number;
  /** Answers whether it was open. */
  readonly close: () => boolean;
};

/**
 * Opens a file as it is; `patience` is how many milliseconds to wait for another's lock. The driver lets go of a file
 * only when its statements are collected, and would use them until then: a closed connection uses none.
 */
export const connect = (path: string, patience: number): Connection => {
  const db = new Database(path, { timeout: patience });
  const opened = <A>(use: () => A): A => {
    if (!db.open) throw new Error(`${path} is closed`);
    return use();
  };
  return {
    script: (sql) => opened(() => void db.exec(sql)),
    question: <Row extends ReadonlyArray<Cell>>(sql: string) => {
      const statement = db.prepare<[ReadonlyArray<Cell>]>(sql).raw();
      // The driver knows no types; what a statement selects is what its caller says it is.
      return (...given: ReadonlyArray<Cell>) => opened(() => statement.all(given) as ReadonlyArray<Row>);
    },
    change: (sql) => {
      const statement = db.prepare<[ReadonlyArray<Cell>]>(sql);
      return (...given) => opened(() => statement.run(given).changes);
    },
    close: () => {
      const wasOpen = db.open;
      if (wasOpen) db.close();
      return wasOpen;
    },
  };
};

/** Reads; what SQLite cannot do now is said, not thrown. */
export const reading = <A>(read: () => A): Either<Unavailable, A> =>
  tryCatch(read, (error) => unavailable(wordsOf(error)));

const rollBack = ({ script }: Connection): void => {
  // SQLite has rolled back by itself after some errors; then there is nothing left to do.
  tryCatch(
    () => script('ROLLBACK'),
    () => undefined,
  );
};

/** Does all of it or nothing. A failing COMMIT may have reached the disk all the same, so its outcome is unknown. */
export const writing = <A>(connection: Connection, write: () => A): Either<Unavailable, A> => {
  try {
    connection.script('BEGIN IMMEDIATE');
    const answer = write();
    return commit(connection, answer);
  } catch (error) {
    rollBack(connection);
    return left(unavailable(wordsOf(error)));
  }
};

const commit = <A>(connection: Connection, answer: A): Either<Unavailable, A> => {
  try {
    connection.script('COMMIT');
    return right(answer);
  } catch (error) {
    rollBack(connection);
    return left(unknownOutcome(wordsOf(error)));
  }
};
