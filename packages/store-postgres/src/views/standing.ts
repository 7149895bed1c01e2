import { fromNullable } from 'fp-ts/lib/Option.js';
import { map } from 'fp-ts/lib/TaskEither.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { ViewStore } from '@recount/core/ports';
import type { Ground } from '../database/ground.js';
import { changing, columnsOf, reading } from './asking.js';

const statements = (schema: string) => ({
  checkpoints: `
    SELECT coalesce((SELECT checkpoint FROM ${schema}.views WHERE name = a.name AND version = a.version), 0)
    FROM unnest($1::text[], $2::integer[]) WITH ORDINALITY a (name, version, nth) ORDER BY a.nth`,
  all: `
    SELECT v.name, v.version, v.checkpoint, EXISTS (
      SELECT FROM ${schema}.leads l
      WHERE l.name = v.name AND l.version = v.version AND l.leader IS NOT NULL AND l.until > clock_timestamp()
    )
    FROM ${schema}.views v ORDER BY v.name, v.version`,
  lead: `SELECT led, led_version, granted FROM ${schema}.lead($1, $2, $3, $4)`,
  yield: `UPDATE ${schema}.leads SET leader = NULL WHERE leader = $1`,
});

/** How far views are, and which there are. */
export const standingOf = (ground: Ground): Pick<ViewStore, 'checkpoints' | 'all'> => {
  const { checkpoints, all } = statements(ground.schema);
  const read = reading(ground);
  return {
    checkpoints: (views) =>
      pipe(
        read<readonly [number]>({ name: 'checkpoints', text: checkpoints }, columnsOf(views)),
        map((rows) => rows.map(([checkpoint]) => checkpoint)),
      ),
    all: () =>
      pipe(
        read<readonly [string, number, number, boolean]>({ name: 'views', text: all }, []),
        map((rows) =>
          rows.map(([name, version, checkpoint, led]) => ({ view: { name, version }, checkpoint, led })),
        ),
      ),
  };
};

const keyOf = (name: string, version: number): string => `${name}@${version}`;

/** Who leads which, by the database's clock. */
export const leadingOf = (ground: Ground): Pick<ViewStore, 'lead' | 'yield'> => {
  const texts = statements(ground.schema);
  const change = changing(ground);
  const lead = { name: 'lead', text: texts.lead };
  return {
    lead: (views, by, lasts) =>
      pipe(
        change<readonly [string, number, number]>(lead, [...columnsOf(views), by, lasts]),
        map((rows) => {
          const tokens = new Map(rows.map(([name, version, token]) => [keyOf(name, version), token]));
          return views.map(({ name, version }) => fromNullable(tokens.get(keyOf(name, version))));
        }),
      ),
    yield: (by) =>
      pipe(
        change({ name: 'yield', text: texts.yield }, [by]),
        map(() => undefined),
      ),
  };
};
