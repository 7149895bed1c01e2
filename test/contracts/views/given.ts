import type { LeadToken, StoredRow, ViewChange, ViewId } from '@recount/core/ports';

/** A view, at version 1 unless said otherwise. */
export const view = (name: string, version = 1): ViewId => ({ name, version });

/** A row; its document says what it holds. */
export const row = (
  id: string,
  holds = 'x',
  place: Partial<Pick<StoredRow, 'group' | 'sort'>> = {},
): StoredRow => ({
  id,
  group: place.group ?? 'g',
  sort: place.sort ?? id,
  document: JSON.stringify({ holds }),
});

/** Rows to keep in a view that nobody leads. */
export const keep = (of: ViewId, ...rows: ReadonlyArray<StoredRow>): ViewChange => ({
  view: of,
  token: 0,
  rows,
  gone: [],
});

/** Rows to drop from a view that nobody leads. */
export const lose = (of: ViewId, ...gone: ReadonlyArray<string>): ViewChange => ({
  view: of,
  token: 0,
  rows: [],
  gone,
});

/** The same change by right of a lead. */
export const by = (token: LeadToken, change: ViewChange): ViewChange => ({ ...change, token });
