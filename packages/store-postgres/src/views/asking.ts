import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { Unavailable, ViewId } from '@recount/core/ports';
import type { Cell, Given, Statement } from '../database/database.js';
import { notRead, notWritten } from '../database/outcome.js';
import type { Ground } from '../database/ground.js';

/** Asks one statement of views. */
export type Ask = <Row extends ReadonlyArray<Cell>>(
  statement: Statement,
  given: ReadonlyArray<Given>,
) => TaskEither<Unavailable, ReadonlyArray<Row>>;

/** Asks for what somebody waits for. */
export const reading =
  ({ database, patience }: Ground): Ask =>
  (statement, given) =>
    notRead(database.ask(statement, given, patience.reads));

/** Asks for a change, which may be a long page. */
export const changing =
  ({ database, patience }: Ground): Ask =>
  (statement, given) =>
    notWritten(database.ask(statement, given, patience.pages));

/** The names and the versions of views, as columns. */
export const columnsOf = (views: ReadonlyArray<ViewId>): readonly [string[], number[]] => [
  views.map(({ name }) => name),
  views.map(({ version }) => version),
];
