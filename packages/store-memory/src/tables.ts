import { type Either, left, right } from 'fp-ts/lib/Either.js';
import { fromNullable } from 'fp-ts/lib/Option.js';
import type {
  CheckpointMoved,
  LeadLost,
  ListAsOf,
  Position,
  RowsAsOf,
  RowsWish,
  StoredRow,
  ViewChange,
  ViewId,
  ViewStore,
} from '@recount/core/ports';
import type { Leadership } from '@recount/core/views';

/** A view's rows, and how far it is. */
export type Table = {
  readonly view: ViewId;
  readonly checkpoint: Position;
  readonly rows: Map<string, StoredRow>;
};

/** All that is kept of views. */
export type Tables = Map<string, Table>;

/** What a view is kept under. */
export const key = ({ name, version }: ViewId): string => `${name}@${version}`;

/** A view's table; one that does not exist yet is empty, at 0. */
export const tableOf = (tables: Tables, view: ViewId): Table =>
  tables.get(key(view)) ?? { view, checkpoint: 0, rows: new Map() };

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const bySortThenId = (a: Pick<StoredRow, 'sort' | 'id'>, b: Pick<StoredRow, 'sort' | 'id'>): number =>
  compare(a.sort, b.sort) || compare(a.id, b.id);

const change = (tables: Tables, { view, rows, gone }: ViewChange, to: Position): void => {
  const table = tableOf(tables, view);
  for (const id of gone) table.rows.delete(id);
  for (const row of rows) table.rows.set(row.id, row);
  tables.set(key(view), { ...table, checkpoint: to });
};

/** Rows by id. */
export const rowsIn = (tables: Tables, { view, ids }: RowsWish): RowsAsOf => {
  const { checkpoint, rows } = tableOf(tables, view);
  return { checkpoint, rows: ids.map((id) => fromNullable(rows.get(id))) };
};

/** A page of a group's rows. */
export const pageIn = (
  tables: Tables,
  ...[view, group, { after, limit }]: Parameters<ViewStore['list']>
): ListAsOf => {
  const { checkpoint, rows } = tableOf(tables, view);
  const following = [...rows.values()]
    .filter((row) => row.group === group && (after === undefined || bySortThenId(row, after) > 0))
    .toSorted(bySortThenId);
  return { checkpoint, rows: following.slice(0, limit) };
};

/** Applies changes where every lead and every checkpoint is as the runner has it, or nothing at all. */
export const applyTo = (
  tables: Tables,
  leads: Leadership,
  ...[changes, { from, to }]: Parameters<ViewStore['apply']>
): Either<CheckpointMoved | LeadLost, void> => {
  const lost = changes.find(({ view, token }) => token !== leads.token(view));
  if (lost !== undefined) return left({ type: 'LeadLost', view: lost.view });
  const moved = changes
    .map(({ view }) => tableOf(tables, view).checkpoint)
    .find((checkpoint) => checkpoint !== from);
  if (moved !== undefined) return left({ type: 'CheckpointMoved', checkpoint: moved });
  for (const each of changes) change(tables, each, to);
  return right(undefined);
};
