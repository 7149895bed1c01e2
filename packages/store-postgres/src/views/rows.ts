import { isLeft, right } from 'fp-ts/lib/Either.js';
import { fromNullable } from 'fp-ts/lib/Option.js';
import { map, type TaskEither } from 'fp-ts/lib/TaskEither.js';
import { pipe } from 'fp-ts/lib/function.js';
import type {
  ListAsOf,
  RowsAsOf,
  RowsWish,
  StoredRow,
  Unavailable,
  ViewId,
  ViewStore,
} from '@recount/core/ports';
import type { Statement } from '../database/database.js';
import { notRead } from '../database/outcome.js';
import { type AskedTogether, together } from '../database/together.js';
import type { Ground } from '../database/ground.js';
import { columnsOf, reading } from './asking.js';

type Columns = readonly [
  checkpoint: number | null,
  id: string | null,
  group: string | null,
  sort: string | null,
  document: string | null,
];

const rowIn = ([, id, group, sort, document]: Columns): StoredRow | undefined =>
  id === null || group === null || sort === null || document === null
    ? undefined
    : { id, group, sort, document };

const viewNamed = (schema: string, name: string, version: string): string => `
  LEFT JOIN LATERAL (
    SELECT number, checkpoint FROM ${schema}.views WHERE name = ${name} AND version = ${version} LIMIT 1
  ) v ON true`;

const getting = (schema: string): Statement => ({
  name: 'rows',
  text: `
    SELECT v.checkpoint, r.id, r.place, r.sort, r.document
    FROM unnest($1::text[], $2::integer[], $3::text[]) WITH ORDINALITY a (name, version, id, nth)
    ${viewNamed(schema, 'a.name', 'a.version')}
    LEFT JOIN LATERAL (
      SELECT id, place, sort, document FROM ${schema}.rows WHERE view = v.number AND id = a.id LIMIT 1
    ) r ON true
    ORDER BY a.nth`,
});

const listing = (schema: string): Statement => ({
  name: 'list',
  text: `
    SELECT v.checkpoint, r.id, r.place, r.sort, r.document
    FROM (SELECT 1) one
    ${viewNamed(schema, '$1', '$2')}
    LEFT JOIN LATERAL (
      SELECT id, place, sort, document FROM ${schema}.rows
      WHERE view = v.number AND place = $3 AND (sort, id) > ($4, $5) ORDER BY sort, id LIMIT $6
    ) r ON true
    ORDER BY r.sort, r.id`,
});

type Wishes = ReadonlyArray<RowsWish>;

const keyOf = ({ name, version }: ViewId, id: string): string => `${name}@${version} ${id}`;

// No id is empty, so that the empty one asks for the view's checkpoint alone.
const idsIn = ({ ids }: RowsWish): ReadonlyArray<string> => ['', ...ids];

/** Rows for everybody who asks at the same time: what several ask for is asked for once, and of one moment. */
const gettingTogether = ({
  database,
  schema,
  patience,
}: Ground): AskedTogether<Wishes, ReadonlyArray<RowsAsOf>> => {
  const statement = getting(schema);
  return async (wishes) => {
    const asked = new Map(
      wishes
        .flat()
        .flatMap((wish) => idsIn(wish).map((id) => [keyOf(wish.view, id), { view: wish.view, id }])),
    );
    const each = [...asked.values()];
    const given = [...columnsOf(each.map(({ view }) => view)), each.map(({ id }) => id)];
    const rows = await database.ask<Columns>(statement, given, patience.reads)();
    if (isLeft(rows)) return rows;
    const found = new Map([...asked.keys()].map((key, at) => [key, rows.right[at]]));
    const row = (view: ViewId, id: string): StoredRow | undefined => {
      const columns = found.get(keyOf(view, id));
      return columns && rowIn(columns);
    };
    return right((wished) =>
      wished.map(({ view, ids }) => ({
        checkpoint: found.get(keyOf(view, ''))?.[0] ?? 0,
        rows: ids.map((id) => fromNullable(row(view, id))),
      })),
    );
  };
};

const weight = (wishes: Wishes): number => wishes.reduce((sum, { ids }) => sum + ids.length + 1, 0);

const nothingIn: RowsAsOf = { checkpoint: 0, rows: [] };

/** Reads rows by id, and lists. */
export const readingRows = (ground: Ground): Pick<ViewStore, 'get' | 'getMany' | 'list'> => {
  const getMany = together(gettingTogether(ground), weight);
  const list = listing(ground.schema);
  const ask = reading(ground);
  return {
    get: (view, ids) =>
      pipe(
        notRead(getMany([{ view, ids }])),
        map(([found = nothingIn]) => found),
      ),
    getMany: (wishes) => notRead(getMany(wishes)),
    list: ({ name, version }, group, { after, limit }): TaskEither<Unavailable, ListAsOf> => {
      // Everything comes after nothing.
      const { sort, id } = after ?? { sort: '', id: '' };
      return pipe(
        ask<Columns>(list, [name, version, group, sort, id, limit]),
        map((rows) => ({ checkpoint: rows[0]?.[0] ?? 0, rows: rows.flatMap((row) => rowIn(row) ?? []) })),
      );
    },
  };
};
