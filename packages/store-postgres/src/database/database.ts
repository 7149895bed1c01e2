import type { TaskEither } from 'fp-ts/lib/TaskEither.js';

/** What a statement is given; null for what is not there. */
export type Given = string | number | boolean | null | ReadonlyArray<string | number | null>;

/** What a column holds; whole numbers are safe integers. */
export type Cell = string | number | boolean | null;

/** One statement, prepared once on each connection; its name tells what it is for. */
export type Statement = { readonly name: string; readonly text: string };

/** Why a statement has no answer: `state` is the SQLSTATE of what PostgreSQL refused and rolled back. */
export type Failure = {
  readonly applied: 'no' | 'unknown';
  readonly detail: string;
  readonly state?: string;
};

/** What the store needs of PostgreSQL: a connection that answers, and one that hears. */
export type Database = {
  /** Asks on a connection that is free, in a transaction of its own; the rows are tuples. `patience` is in milliseconds, and all there is. */
  readonly ask: <Row extends ReadonlyArray<Cell>>(
    statement: Statement,
    given: ReadonlyArray<Given>,
    patience: number,
  ) => TaskEither<Failure, ReadonlyArray<Row>>;
  /** Runs a script on a connection of its own. */
  readonly script: (sql: string) => TaskEither<Failure, void>;
  /** Hears what is said on a channel from now on, until it is called off; also whenever something may have been missed. */
  readonly listen: (channel: string, hear: () => void) => () => void;
  readonly close: () => Promise<void>;
};
