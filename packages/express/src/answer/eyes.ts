import { type AsOf, instantOf, Moment } from '@recount/api';
import type { Core, PageWish } from '@recount/core';
import type { SubjectId } from '@recount/domain/vocabulary';
import type { Row, View } from '@recount/projections';
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
import { toUndefined } from 'fp-ts/lib/Option.js';
import type { AfterRow } from './lists/cursor.js';
import type { Answer, Failure } from './failure.js';
import { knownPlace } from './position.js';

/** Some rows of a group, and after which one the others come. */
export type Rows<D> = { readonly rows: ReadonlyArray<Row<D>>; readonly next?: AfterRow };

/** Looks at views: as they are, or as they were at a position. */
export type Eyes = {
  /** The position that is looked back to. */
  readonly position?: number;
  row<D>(view: View<D>, id: string): Answer<Row<D> | undefined>;
  page<D>(view: View<D>, group: string, page: PageWish): Answer<Rows<D>>;
};

const now = ({ look }: Core): Eyes => ({
  row: async (view, id) => {
    const row = await look.row(view, id)();
    return isLeft(row) ? row : right(toUndefined(row.right));
  },
  page: (view, group, page) => look.list(view, group, page)(),
});

const isAfter = (row: AfterRow, after: AfterRow | undefined): boolean =>
  after === undefined || row.sort > after.sort || (row.sort === after.sort && row.id > after.id);

const cut = <D>(all: ReadonlyArray<Row<D>>, { after, limit }: PageWish): Rows<D> => {
  const rest = all.filter((row) => isAfter(row, after));
  const rows = rest.slice(0, limit);
  const last = rows.at(-1);
  return rest.length > limit && last !== undefined
    ? { rows, next: { sort: last.sort, id: last.id } }
    : { rows };
};

const then = (core: Core, subject: SubjectId, position: number): Eyes => {
  const past = core.asOf(subject, position);
  return {
    position,
    row: async (view, id) => {
      const row = await past.row(view, id)();
      return isLeft(row) ? row : right(toUndefined(row.right));
    },
    page: async (view, group, page) => {
      const all = await past.list(view, group)();
      return isLeft(all) ? all : right(cut(all.right, page));
    },
  };
};

/** Looks at what is about a subject: now, or as of a moment or a position. */
export const eyesOn = async (core: Core, subject: SubjectId, asOf: AsOf | undefined): Answer<Eyes> => {
  if (asOf === undefined) return right(now(core));
  const position: Either<Failure, number> = Moment.is(asOf)
    ? await core.positionAt(instantOf(asOf))()
    : await knownPlace(core, asOf);
  return isLeft(position) ? position : right(then(core, subject, position.right));
};
