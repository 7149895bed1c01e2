import { pipe } from 'fp-ts/lib/function.js';
import { map as mapOption, none } from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Look } from '../../node/core.js';
import { rowFrom } from '../following/index.js';
import type { StoredRow, ViewStore } from '../../ports/index.js';
import type { ListPage } from './pages.js';

const page = <D>(found: ReadonlyArray<StoredRow>, limit: number, position: number): ListPage<D> => {
  const rows = found.slice(0, limit).map((row) => rowFrom<D>(row));
  const last = rows.at(-1);
  return {
    rows,
    position,
    ...(found.length > limit && last !== undefined ? { next: { sort: last.sort, id: last.id } } : {}),
  };
};

/** Reads rows from where views are kept, as of each view's checkpoint. */
export const look = (views: ViewStore): Look => {
  const rows: Look['rows'] = (view, ids) =>
    pipe(
      views.get({ name: view.name, version: view.version }, ids),
      TE.map(({ rows: found }) => found.map(mapOption((row) => rowFrom(row)))),
    );
  return {
    rows,
    row: (view, id) =>
      pipe(
        rows(view, [id]),
        TE.map(([row]) => row ?? none),
      ),
    list: (view, group, { after, limit }) =>
      pipe(
        views.list({ name: view.name, version: view.version }, group, {
          ...(after === undefined ? {} : { after }),
          limit: limit + 1,
        }),
        TE.map(({ rows: found, checkpoint }) => page(found, limit, checkpoint)),
      ),
  };
};
