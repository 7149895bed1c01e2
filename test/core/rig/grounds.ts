import type { BatchLog, Clock, Vault, ViewStore } from '@recount/core/ports';
import { memoryLog, memoryVault, memoryViews } from '@recount/store-memory';
import { sqliteLog, sqliteVault, sqliteViews } from '@recount/store-sqlite';
import { postgresStores } from '@recount/store-postgres';
import { answered } from '../../contracts/answers.js';
import { folder } from '../../contracts/sqlite/folder.js';
import { freshSchema, unhurried } from '../../postgres/fresh.js';

/** What an engine stands on. */
export type Stores = { readonly log: BatchLog; readonly views: ViewStore; readonly vault: Vault };

/** A kind of stores: `open` opens the same ones again after they were closed. */
export type Ground = {
  readonly name: string;
  readonly laid: (clock: Clock) => Promise<Laid>;
};

/** Stores to open; where another node is not to stand on the very same, `beside` opens them for it. */
export type Laid = {
  readonly open: () => Promise<Stores>;
  readonly beside?: () => Promise<Stores>;
  readonly clear: () => Promise<void>;
};

/** Stores that last as long as the process. */
export const inMemory: Ground = {
  name: 'in memory',
  laid: (clock) => {
    const stores = {
      log: memoryLog({ clock }),
      views: memoryViews({ clock }),
      vault: memoryVault({ clock }),
    };
    return Promise.resolve({ open: () => Promise.resolve(stores), clear: () => Promise.resolve() });
  },
};

/** Stores in files of a folder that goes with the test. */
export const inSqlite: Ground = {
  name: 'in SQLite',
  laid: async (clock) => {
    const { at, remove } = await folder();
    return {
      open: async () => ({
        log: await answered(sqliteLog(at('log.db'), { clock })),
        views: await answered(sqliteViews(at('views.db'), { clock })),
        vault: await answered(sqliteVault(at('vault.db'), { clock })),
      }),
      clear: remove,
    };
  },
};

/** Stores in a schema of a PostgreSQL database that goes with the test; each node has its own connections. */
export const inPostgres: Ground = {
  name: 'in PostgreSQL',
  laid: async (clock) => {
    const { url, reach, remove } = await freshSchema();
    const open = () => answered(postgresStores(url, { clock, ...unhurried, ...reach }));
    return { open, beside: open, clear: remove };
  },
};

/** The grounds that need nothing but Node. */
export const grounds: ReadonlyArray<Ground> = [inMemory, inSqlite];
