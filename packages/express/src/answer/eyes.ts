import { type AsOf, instantOf, Moment } from '@recount/api';
import type { Core, HistoryPage, PageWish } from '@recount/core';
import type { SubjectId } from '@recount/domain/vocabulary';
import type { Row, View } from '@recount/projections';
import { isLeft, map, right } from 'fp-ts/lib/Either.js';
import { toUndefined } from 'fp-ts/lib/Option.js';
import type { AfterRow } from './lists/cursor.js';
import type { House } from '../house.js';
import type { Answer } from './failure.js';
import { knownPlace } from './position.js';

/** Some rows of a group, and after which one the others come. */
export type Rows<D> = { readonly rows: ReadonlyArray<Row<D>>; readonly next?: AfterRow };

/** Looks at views: as they are, or as they were at a position. */
export type Eyes = {
  /** The position that is looked back to. */
  readonly position?: number;
  /** The moment that is looked at: by it things are over or not. */
  readonly at: number;
  row<D>(view: View<D>, id: string): Answer<Row<D> | undefined>;
  page<D>(view: View<D>, group: string, page: PageWish): Answer<Rows<D>>;
};

const now = ({ look }: Core, at: number): Eyes => ({
  at,
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

type Place = { readonly position: number; readonly at: number };

const then = (core: Core, subject: SubjectId, { position, at }: Place): Eyes => {
  const past = core.asOf(subject, position);
  return {
    position,
    at,
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

const placeOf = async (core: Core, subject: SubjectId, asOf: AsOf): Answer<Place> => {
  if (Moment.is(asOf)) {
    const at = instantOf(asOf);
    return map((position: number) => ({ position, at }))(await core.positionAt(at)());
  }
  const place = await knownPlace(core, asOf);
  if (isLeft(place)) return place;
  // A position is as late as the last that was recorded of the subject until it: the answer is the same for ever.
  const last = await core.latest(subject, { upTo: place.right, limit: 1 })();
  return map(({ activities }: HistoryPage) => ({
    position: place.right,
    at: activities[0]?.recordedAt ?? 0,
  }))(last);
};

/** Looks at what is about a subject: now, or as of a moment or a position. */
export const eyesOn = async (
  { core, now: clock }: Pick<House, 'core' | 'now'>,
  subject: SubjectId,
  asOf: AsOf | undefined,
): Answer<Eyes> => {
  if (asOf === undefined) return right(now(core, clock()));
  const place = await placeOf(core, subject, asOf);
  return isLeft(place) ? place : right(then(core, subject, place.right));
};
