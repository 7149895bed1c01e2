import type { Activity, Row } from '@recount/projections';
import type { Position } from '../../ports/index.js';

/** Where in a list a page begins (after which row), and how long it may be. */
export type PageWish = {
  readonly after?: { readonly sort: string; readonly id: string };
  readonly limit: number;
};

/** A page of rows, as of a position; `next` is where the next page begins, absent at the end. */
export type ListPage<D> = {
  readonly rows: ReadonlyArray<Row<D>>;
  readonly position: Position;
  readonly next?: { readonly sort: string; readonly id: string };
};

/** A page of history; `next` is the position to go on from, in the direction of the page, absent at the end. */
export type HistoryPage = {
  readonly activities: ReadonlyArray<Activity>;
  readonly position: Position;
  readonly next?: Position;
};
