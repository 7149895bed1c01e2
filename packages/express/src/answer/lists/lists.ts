import type { Paging } from '@recount/api';
import type { PageWish, Who } from '@recount/core';
import type { Row, View } from '@recount/projections';
import { type Either, isLeft, map, right } from 'fp-ts/lib/Either.js';
import type { Asked } from '../../door/asked.js';
import { AfterRow, cursorOf, type CursorScope, placeOfCursor } from './cursor.js';
import type { Eyes } from '../eyes.js';
import type { Answer, Failure } from '../failure.js';

const usual = 50;

/** How long a page is to be. */
export const limitOf = ({ limit }: Paging): number => (limit === undefined ? usual : Number(limit));

/** Whom a list's cursors work for: whoever asks, in this list, with this filter. */
export const scopeOf = (
  {
    node,
    who,
    request,
  }: {
    readonly node: { readonly cookieSecret: string };
    readonly who: Who;
    readonly request: Asked<unknown, unknown, unknown>['request'];
  },
  { asOf = '', order }: { readonly asOf?: string; readonly order?: string },
): CursorScope => {
  const filter = order === 'newest' ? `${asOf} newest` : asOf;
  return { who, list: `${request.path} ${filter}`, secret: node.cookieSecret };
};

/** The page that a query asks for. */
export const pageOf = (query: Paging, scope: CursorScope): Either<Failure, PageWish> => {
  const limit = limitOf(query);
  if (query.after === undefined) return right({ limit });
  return map((after: AfterRow) => ({ limit, after }))(placeOfCursor(query.after, AfterRow, scope));
};

/** A page of a list, with the cursor to go on. */
export const listed = async <D>(
  asked: Parameters<typeof scopeOf>[0] & {
    readonly eyes: Eyes;
    readonly query: Paging & { readonly asOf?: string };
  },
  view: View<D>,
  group: string,
): Answer<{ readonly rows: ReadonlyArray<Row<D>>; readonly next?: ReturnType<typeof cursorOf> }> => {
  const scope = scopeOf(asked, asked.query);
  const page = pageOf(asked.query, scope);
  if (isLeft(page)) return page;
  const found = await asked.eyes.page(view, group, page.right);
  if (isLeft(found)) return found;
  const { rows, next } = found.right;
  return right(next === undefined ? { rows } : { rows, next: cursorOf(next, scope) });
};

const mostPages = 20;

/** All rows of a group, as far as one answer can hold them. */
export const everyRow = async <D>(
  eyes: Eyes,
  view: View<D>,
  group: string,
): Answer<ReadonlyArray<Row<D>>> => {
  const rows: Row<D>[] = [];
  let after: AfterRow | undefined;
  for (let pages = 0; pages < mostPages; pages += 1) {
    const page = await eyes.page(view, group, after === undefined ? { limit: 100 } : { limit: 100, after });
    if (isLeft(page)) return page;
    rows.push(...page.right.rows);
    after = page.right.next;
    if (after === undefined) break;
  }
  return right(rows);
};
