import { fromNullable } from 'fp-ts/lib/Option.js';
import type { ListAsOf, RowsAsOf, StoredRow, ViewId } from '@recount/core/ports';
import type { Connection } from '../file/connection.js';
import { findingViews } from './standing.js';

type Row = readonly [id: string, group: string, sort: string, document: string];

const rowOf = ([id, group, sort, document]: Row): StoredRow => ({ id, group, sort, document });

/** Reads rows by id. */
export const gettingRows = (
  connection: Connection,
): ((view: ViewId, ids: ReadonlyArray<string>) => RowsAsOf) => {
  const find = findingViews(connection);
  const rows = connection.question<Row>(
    `SELECT r.id, r.place, r.sort, r.document
     FROM json_each(?2) asked CROSS JOIN rows r ON r.view = ?1 AND r.id = asked.value`,
  );
  return (view, ids) => {
    const { number, checkpoint } = find(view);
    const found = new Map(rows(number, JSON.stringify(ids)).map((row) => [row[0], rowOf(row)]));
    return { checkpoint, rows: ids.map((id) => fromNullable(found.get(id))) };
  };
};

type Page = { readonly after?: { readonly sort: string; readonly id: string }; readonly limit: number };

/** Reads a group's rows by sort, then id. */
export const listingRows = (
  connection: Connection,
): ((view: ViewId, group: string, page: Page) => ListAsOf) => {
  const find = findingViews(connection);
  const rows = connection.question<Row>(
    `SELECT id, place, sort, document FROM rows
     WHERE view = ? AND place = ? AND (sort, id) > (?, ?) ORDER BY sort, id LIMIT ?`,
  );
  return (view, group, { after, limit }) => {
    const { number, checkpoint } = find(view);
    // No id is empty, so that everything comes after nothing.
    const { sort, id } = after ?? { sort: '', id: '' };
    return { checkpoint, rows: rows(number, group, sort, id, limit).map(rowOf) };
  };
};
