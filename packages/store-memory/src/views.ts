import { left, right } from 'fp-ts/lib/Either.js';
import { fromNullable } from 'fp-ts/lib/Option.js';
import { fromIO, fromIOEither } from 'fp-ts/lib/TaskEither.js';
import type {
  CheckpointMoved,
  Position,
  StoredRow,
  ViewChange,
  ViewId,
  ViewStore,
} from '@recount/core/ports';
import { owner } from './owner.js';

type Table = { readonly checkpoint: Position; readonly rows: Map<string, StoredRow> };

type Tables = Map<string, Table>;

const key = ({ name, version }: ViewId): string => `${name}@${version}`;

const tableOf = (tables: Tables, view: ViewId): Table =>
  tables.get(key(view)) ?? { checkpoint: 0, rows: new Map() };

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const bySortThenId = (a: Pick<StoredRow, 'sort' | 'id'>, b: Pick<StoredRow, 'sort' | 'id'>): number =>
  compare(a.sort, b.sort) || compare(a.id, b.id);

const change = (tables: Tables, { view, rows, gone }: ViewChange, to: Position): void => {
  const table = tableOf(tables, view);
  for (const id of gone) table.rows.delete(id);
  for (const row of rows) table.rows.set(row.id, row);
  tables.set(key(view), { ...table, checkpoint: to });
};

const listed: (tables: Tables) => ViewStore['list'] =
  (tables) =>
  (view, group, { after, limit }) =>
    fromIO(() => {
      const { checkpoint, rows } = tableOf(tables, view);
      const following = [...rows.values()]
        .filter((row) => row.group === group && (after === undefined || bySortThenId(row, after) > 0))
        .toSorted(bySortThenId);
      return { checkpoint, rows: following.slice(0, limit) };
    });

const applied: (tables: Tables) => ViewStore['apply'] =
  (tables) =>
  (changes, { from, to }) =>
    fromIOEither(() => {
      const moved = changes
        .map(({ view }) => tableOf(tables, view).checkpoint)
        .find((checkpoint) => checkpoint !== from);
      if (moved !== undefined)
        return left<CheckpointMoved, void>({ type: 'CheckpointMoved', checkpoint: moved });
      for (const each of changes) change(tables, each, to);
      return right(undefined);
    });

/** Views that last as long as the process. */
export const memoryViews = (): ViewStore => {
  const tables: Tables = new Map();
  const uses = new Map<string, number>();
  const claim = owner();
  return {
    claim: (logId) => fromIOEither(() => claim(logId)),
    checkpoint: (view) => fromIO(() => tableOf(tables, view).checkpoint),
    get: (view, ids) =>
      fromIO(() => {
        const { checkpoint, rows } = tableOf(tables, view);
        return { checkpoint, rows: ids.map((id) => fromNullable(rows.get(id))) };
      }),
    list: listed(tables),
    apply: applied(tables),
    drop: (view) => fromIO(() => void tables.delete(key(view))),
    used: (moments) =>
      fromIO(() => {
        for (const { id, at } of moments) uses.set(id, Math.max(at, uses.get(id) ?? at));
      }),
    lastUsed: (ids) => fromIO(() => ids.map((id) => fromNullable(uses.get(id)))),
    close: () => Promise.resolve(),
  };
};
