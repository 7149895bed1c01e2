import { fromNullable } from 'fp-ts/lib/Option.js';
import { map } from 'fp-ts/lib/TaskEither.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { ViewStore } from '@recount/core/ports';
import type { Ground } from '../database/ground.js';
import { changing, reading } from './asking.js';

/** Keeps when credentials were last used, in milliseconds since 1970. */
export const keepingUses = (ground: Ground): Pick<ViewStore, 'used' | 'lastUsed'> => {
  const { schema } = ground;
  const keep = {
    name: 'used',
    text: `
      INSERT INTO ${schema}.uses AS u (id, at)
      SELECT a.id, max(a.at) FROM unnest($1::text[], $2::bigint[]) a (id, at) GROUP BY a.id ORDER BY a.id
      ON CONFLICT (id) DO UPDATE SET at = greatest(u.at, excluded.at)`,
  };
  const uses = {
    name: 'uses',
    text: `
      SELECT (SELECT at FROM ${schema}.uses u WHERE u.id = a.id)
      FROM unnest($1::text[]) WITH ORDINALITY a (id, nth) ORDER BY a.nth`,
  };
  const change = changing(ground);
  const read = reading(ground);
  return {
    used: (moments) =>
      pipe(
        change(keep, [moments.map(({ id }) => id), moments.map(({ at }) => at)]),
        map(() => undefined),
      ),
    lastUsed: (ids) =>
      pipe(
        read<readonly [number | null]>(uses, [ids]),
        map((rows) => rows.map(([at]) => fromNullable(at))),
      ),
  };
};
