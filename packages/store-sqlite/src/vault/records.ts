import { fromNullable, type Option } from 'fp-ts/lib/Option.js';
import type { Clock, Shelf, VaultRecord } from '@recount/core/ports';
import type { Connection } from '../file/connection.js';

type Change = { readonly from: string; readonly to: string };

const statements = ({ question, change }: Connection) => ({
  find: question<readonly [string]>(
    'SELECT wrapped FROM records WHERE shelf = ? AND id = ? AND (expires IS NULL OR expires > ?)',
  ),
  list: question<readonly [string, string]>(
    'SELECT id, wrapped FROM records WHERE shelf = ? AND id > ? AND (expires IS NULL OR expires > ?) ORDER BY id LIMIT ?',
  ),
  put: change(
    `INSERT INTO records (shelf, id, wrapped, expires) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET wrapped = excluded.wrapped, expires = excluded.expires WHERE records.expires <= ?`,
  ),
  rewrap: change(
    'UPDATE records SET wrapped = ? WHERE shelf = ? AND id = ? AND wrapped = ? AND (expires IS NULL OR expires > ?)',
  ),
  destroy: change('DELETE FROM records WHERE shelf = ? AND id = ?'),
  sweep: change('DELETE FROM records WHERE expires <= ?'),
});

/** What is done with records, inside a transaction of the caller's. What has expired is as good as gone. */
export const keepingRecords = (connection: Connection, clock: Clock) => {
  const { find, list, put, rewrap, destroy, sweep } = statements(connection);
  const get = (shelf: Shelf, id: string): Option<string> =>
    fromNullable(find(shelf, id, clock.now())[0]?.[0]);
  return {
    get,
    list: (shelf: Shelf, { after, limit }: { readonly after: string; readonly limit: number }) =>
      list(shelf, after, clock.now(), limit).map(([id, wrapped]) => ({ id, wrapped })),
    put: ({ shelf, id, wrapped, expires }: VaultRecord): boolean =>
      put(shelf, id, wrapped, expires ?? null, clock.now()) === 1,
    take: (shelf: Shelf, id: string): Option<string> => {
      const taken = get(shelf, id);
      destroy(shelf, id);
      return taken;
    },
    rewrap: (shelf: Shelf, id: string, { from, to }: Change): boolean =>
      rewrap(to, shelf, id, from, clock.now()) === 1,
    destroy: (shelf: Shelf, ids: ReadonlyArray<string>): void => {
      for (const id of ids) destroy(shelf, id);
    },
    sweep: (now: number): number => sweep(now),
  };
};
