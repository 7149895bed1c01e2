import { perSecond } from '../measuring/callers.js';
import { type Pool, poolOf } from '../stage/postgres.js';
import { bodyAt, type Contender, nextCommitId, type Place, places, subjectsOf } from './contender.js';

const table = `create table happened (
  position bigint generated always as identity primary key,
  recorded_at bigint not null,
  stream text not null,
  revision integer not null,
  commit_id uuid not null,
  subjects text[] not null,
  body text not null,
  unique (stream, revision)
)`;

const columns = 'recorded_at, stream, revision, commit_id, subjects, body';

type Row = readonly [
  recordedAt: number,
  stream: string,
  revision: number,
  id: string,
  subjects: string,
  body: string,
];

const rowAt = (at: Place): Row => {
  const id = nextCommitId();
  const subjects = `{${subjectsOf(at).join(',')}}`;
  return [Date.now(), at.stream, at.revision, id, subjects, JSON.stringify(bodyAt(at, id))];
};

const prepared = async (url: string, connections: number): Promise<Pool> => {
  const pool = poolOf(url, connections);
  await pool.query(table);
  return pool;
};

/** One INSERT of one row after another, each its own transaction. */
export const inserts = async (url: string, connections: number): Promise<Contender> => {
  const pool = await prepared(url, connections);
  const place = places('key');
  const text = `insert into happened (${columns}) values ($1, $2, $3, $4, $5, $6)`;
  const once = (caller: number): Promise<unknown> =>
    pool.query({ name: 'one', text, values: rowAt(place(caller)) });
  return {
    appends: (callers, milliseconds) => perSecond(callers, milliseconds, once),
    close: () => pool.end(),
  };
};

/** One INSERT of as many rows as there are callers after another. */
export const bulkInserts = async (url: string, sizeOf: (callers: number) => number): Promise<Contender> => {
  const pool = await prepared(url, 1);
  const place = places('key');
  const text = `insert into happened (${columns}) select a, b, c, d, e::text[], f
    from unnest($1::bigint[], $2::text[], $3::integer[], $4::uuid[], $5::text[], $6::text[]) as row (a, b, c, d, e, f)`;
  const once = (size: number): Promise<unknown> => {
    const rows = Array.from({ length: size }, (_, caller) => rowAt(place(caller)));
    const values = [0, 1, 2, 3, 4, 5].map((column) => rows.map((row) => row[column]));
    return pool.query({ name: 'many', text, values });
  };
  return {
    appends: async (callers, milliseconds) => {
      const size = sizeOf(callers);
      return size * (await perSecond(1, milliseconds, () => once(size)));
    },
    close: () => pool.end(),
  };
};
