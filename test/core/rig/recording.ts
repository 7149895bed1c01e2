import type { StoredRow, Vault, VaultRecord, ViewStore } from '@recount/core/ports';
import { isRight } from 'fp-ts/lib/Either.js';

/** Views, and what they hold as far as anybody put it there: by view, then by id. */
export type RecordedViews = ViewStore & {
  readonly held: () => Readonly<Record<string, Readonly<Record<string, StoredRow>>>>;
};

const sorted = <A>(entries: Iterable<readonly [string, A]>): Readonly<Record<string, A>> =>
  Object.fromEntries([...entries].sort(([one], [other]) => (one < other ? -1 : 1)));

/** Views that can be asked for all their rows. */
export const recordedViews = (views: ViewStore): RecordedViews => {
  const tables = new Map<string, Map<string, StoredRow>>();
  return {
    ...views,
    apply: (changes, step) => async () => {
      const applied = await views.apply(changes, step)();
      if (isRight(applied))
        for (const { view, rows, gone } of changes) {
          const table = tables.get(view.name) ?? new Map<string, StoredRow>();
          tables.set(view.name, table);
          for (const id of gone) table.delete(id);
          for (const row of rows) table.set(row.id, row);
        }
      return applied;
    },
    held: () => sorted([...tables].map(([name, table]) => [name, sorted(table)] as const)),
  };
};

/** A vault, and every record that was ever put into it. */
export type RecordedVault = Vault & { readonly records: VaultRecord[] };

/** A vault that remembers every record that came to it. */
export const recordedVault = (vault: Vault): RecordedVault => {
  const records: VaultRecord[] = [];
  return {
    ...vault,
    records,
    put: (some) => {
      records.push(...some);
      return vault.put(some);
    },
  };
};
