import { fromNullable } from 'fp-ts/lib/Option.js';
import { map, type TaskEither } from 'fp-ts/lib/TaskEither.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { Unavailable, Vault, VaultRecord } from '@recount/core/ports';
import type { Cell, Given } from '../database/database.js';
import { notRead, notWritten } from '../database/outcome.js';
import type { Ground } from '../database/ground.js';
import { claiming } from '../database/owner.js';

// A clock that nobody gave is the database's.
const now = '(coalesce($1::bigint, floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint))';

const statements = (schema: string) =>
  ({
    put: `SELECT nth, is_new FROM ${schema}.put(${now}, $2, $3, $4, $5) ORDER BY nth`,
    get: `
      SELECT (
        SELECT wrapped FROM ${schema}.records r
        WHERE r.shelf = $2 AND r.id = a.id AND (r.expires IS NULL OR r.expires > ${now})
      )
      FROM unnest($3::text[]) WITH ORDINALITY a (id, nth) ORDER BY nth`,
    list: `
      SELECT id, wrapped FROM ${schema}.records
      WHERE shelf = $2 AND id > $3 AND (expires IS NULL OR expires > ${now}) ORDER BY id LIMIT $4`,
    take: `
      DELETE FROM ${schema}.records WHERE shelf = $2 AND id = $3
      RETURNING CASE WHEN expires IS NULL OR expires > ${now} THEN wrapped END`,
    rewrap: `
      UPDATE ${schema}.records SET wrapped = $5
      WHERE shelf = $2 AND id = $3 AND wrapped = $4 AND (expires IS NULL OR expires > ${now}) RETURNING true`,
    destroy: `DELETE FROM ${schema}.records WHERE shelf = $1 AND id = ANY ($2::text[])`,
    sweep: `
      WITH swept AS (DELETE FROM ${schema}.records WHERE expires <= $1 RETURNING 1) SELECT count(*) FROM swept`,
  }) as const;

type Word = keyof ReturnType<typeof statements>;

type Ask = <Row extends ReadonlyArray<Cell>>(
  word: Word,
  given: ReadonlyArray<Given>,
) => TaskEither<Unavailable, ReadonlyArray<Row>>;

const asking = ({ database, schema, patience }: Ground): Ask => {
  const texts = statements(schema);
  return <Row extends ReadonlyArray<Cell>>(word: Word, given: ReadonlyArray<Given>) => {
    const statement = { name: word, text: texts[word] };
    return word === 'get' || word === 'list'
      ? notRead(database.ask<Row>(statement, given, patience.reads))
      : notWritten(database.ask<Row>(statement, given, patience.writes));
  };
};

const columns = (records: ReadonlyArray<VaultRecord>): ReadonlyArray<Given> => [
  records.map(({ shelf }) => shelf),
  records.map(({ id }) => id),
  records.map(({ wrapped }) => wrapped),
  records.map(({ expires }) => expires ?? null),
];

type Keeping = Pick<Vault, 'put' | 'get' | 'list'>;

const keeping = (ask: Ask, time: () => number | null): Keeping => ({
  put: (records) =>
    pipe(
      ask<readonly [number, boolean]>('put', [time(), ...columns(records)]),
      map((rows) => rows.map(([, isNew]) => isNew)),
    ),
  get: (shelf, ids) =>
    pipe(
      ask<readonly [string | null]>('get', [time(), shelf, ids]),
      map((rows) => rows.map(([wrapped]) => fromNullable(wrapped))),
    ),
  list: (shelf, { after, limit }) =>
    pipe(
      ask<readonly [string, string]>('list', [time(), shelf, after, limit]),
      map((rows) => rows.map(([id, wrapped]) => ({ id, wrapped }))),
    ),
});

const firstCell = map(([row]: ReadonlyArray<readonly [string | null]>) => fromNullable(row?.[0]));

/** The vault on a schema that is up to date. */
export const vaultOn = (ground: Ground): Vault => {
  const ask = asking(ground);
  const time = ground.now;
  return {
    claim: claiming(ground, 'vault'),
    ...keeping(ask, time),
    take: (shelf, id) => firstCell(ask('take', [time(), shelf, id])),
    rewrap: (shelf, id, { from, to }) =>
      pipe(
        ask('rewrap', [time(), shelf, id, from, to]),
        map((rows) => rows.length === 1),
      ),
    destroy: (shelf, ids) =>
      pipe(
        ask('destroy', [shelf, ids]),
        map(() => undefined),
      ),
    sweep: (until) =>
      pipe(
        ask<readonly [number]>('sweep', [until]),
        map((rows) => rows[0]?.[0] ?? 0),
      ),
    close: ground.leave,
  };
};
