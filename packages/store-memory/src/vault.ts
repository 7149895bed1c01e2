import { fromNullable, map, type Option } from 'fp-ts/lib/Option.js';
import { fromIO, fromIOEither } from 'fp-ts/lib/TaskEither.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { Clock, Shelf, Vault, VaultRecord } from '@recount/core/ports';
import { owner } from './owner.js';

type Records = Map<string, VaultRecord>;

const key = (shelf: Shelf, id: string): string => `${shelf} ${id}`;

const expired = (record: VaultRecord | undefined, now: number): boolean =>
  record?.expires !== undefined && record.expires <= now;

const keeping = (records: Records, clock: Clock) => {
  const find = (shelf: Shelf, id: string): VaultRecord | undefined => {
    const found = records.get(key(shelf, id));
    return expired(found, clock.now()) ? undefined : found;
  };
  const wrapped = (shelf: Shelf, id: string): Option<string> =>
    pipe(
      fromNullable(find(shelf, id)),
      map((record) => record.wrapped),
    );
  const keepNew = (record: VaultRecord): boolean => {
    const isNew = find(record.shelf, record.id) === undefined;
    if (isNew) records.set(key(record.shelf, record.id), record);
    return isNew;
  };
  const destroyAll = (keys: ReadonlyArray<string>): number =>
    keys.filter((each) => records.delete(each)).length;
  const listed = (shelf: Shelf, { after, limit }: { readonly after: string; readonly limit: number }) =>
    [...records.values()]
      .filter((each) => each.shelf === shelf && each.id > after && !expired(each, clock.now()))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .slice(0, limit)
      .map(({ id, wrapped: text }) => ({ id, wrapped: text }));
  return { find, wrapped, keepNew, destroyAll, listed };
};

/** A vault that lasts as long as the process. */
export const memoryVault = ({ clock }: { readonly clock: Clock }): Vault => {
  const records: Records = new Map();
  const { find, wrapped, keepNew, destroyAll, listed } = keeping(records, clock);
  const claim = owner();
  return {
    claim: (logId) => fromIOEither(() => claim(logId)),
    put: (asked) => fromIO(() => asked.map(keepNew)),
    get: (shelf, ids) => fromIO(() => ids.map((id) => wrapped(shelf, id))),
    list: (shelf, page) => fromIO(() => listed(shelf, page)),
    take: (shelf, id) =>
      fromIO(() => {
        const taken = wrapped(shelf, id);
        destroyAll([key(shelf, id)]);
        return taken;
      }),
    rewrap: (shelf, id, { from, to }) =>
      fromIO(() => {
        const found = find(shelf, id);
        if (found?.wrapped !== from) return false;
        records.set(key(shelf, id), { ...found, wrapped: to });
        return true;
      }),
    destroy: (shelf, ids) => fromIO(() => void destroyAll(ids.map((id) => key(shelf, id)))),
    sweep: (now) =>
      fromIO(() => destroyAll([...records.keys()].filter((each) => expired(records.get(each), now)))),
    close: () => Promise.resolve(),
  };
};
