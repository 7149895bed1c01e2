import { fromNullable, type Option } from 'fp-ts/lib/Option.js';
import type { Connection } from '../file/connection.js';

/** Keeps when credentials were last used, in milliseconds since 1970. */
export const keepingUses = ({ question, change }: Connection) => {
  const keep = change(
    `INSERT INTO uses (id, at) SELECT value ->> 0, value ->> 1 FROM json_each(?) WHERE true
     ON CONFLICT (id) DO UPDATE SET at = max(at, excluded.at)`,
  );
  const uses = question<readonly [string, number]>(
    'SELECT u.id, u.at FROM json_each(?) asked CROSS JOIN uses u ON u.id = asked.value',
  );
  return {
    used: (moments: ReadonlyArray<{ readonly id: string; readonly at: number }>): void => {
      keep(JSON.stringify(moments.map(({ id, at }) => [id, at])));
    },
    lastUsed: (ids: ReadonlyArray<string>): ReadonlyArray<Option<number>> => {
      const found = new Map(uses(JSON.stringify(ids)));
      return ids.map((id) => fromNullable(found.get(id)));
    },
  };
};
