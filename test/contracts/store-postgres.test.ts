import type { OpeningFault } from '@recount/core/ports';
import { postgresLog, type PostgresOptions, postgresVault, postgresViews } from '@recount/store-postgres';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import { freshSchema, unhurried } from '../postgres/fresh.js';
import { answered } from './answers.js';
import { logContract } from './log/contract.js';
import type { Rig } from './rig.js';
import { vaultContract } from './vault/contract.js';
import { viewsContract } from './views/contract.js';

type Closing = { readonly close: () => Promise<void> };

type Opening<Store> = (url: string, options: PostgresOptions) => TaskEither<OpeningFault, Store>;

/** A store in a schema of its own, that goes with it. */
const rig = <Store extends Closing>(open: Opening<Store>): Rig<Store> => ({
  name: 'in PostgreSQL',
  runs: 25,
  fresh: async (clock) => {
    const { url, reach, remove } = await freshSchema();
    const options = { clock, ...unhurried, ...reach };
    let store = await answered(open(url, options));
    return {
      store,
      reopen: async () => {
        await store.close();
        store = await answered(open(url, options));
        return store;
      },
      clear: async () => {
        await store.close();
        await remove();
      },
    };
  },
});

// A server takes longer to start than a test may take.
await (await freshSchema()).remove();

logContract(rig(postgresLog));
viewsContract(rig(postgresViews));
vaultContract(rig(postgresVault));
