import { type FileFault, sqliteLog, sqliteVault, sqliteViews } from '@recount/store-sqlite';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import { answered } from './answers.js';
import type { SetClock } from './clock.js';
import { logContract } from './log/contract.js';
import type { Rig } from './rig.js';
import { folder } from './sqlite/folder.js';
import { vaultContract } from './vault/contract.js';
import { viewsContract } from './views/contract.js';

type Closing = { readonly close: () => Promise<void> };

type Opening<Store> = (path: string, given: { readonly clock: SetClock }) => TaskEither<FileFault, Store>;

/** A store in a file of its own, in a folder that goes with it. */
const rig = <Store extends Closing>(open: Opening<Store>): Rig<Store> => ({
  name: 'in SQLite',
  runs: 40,
  fresh: async (clock) => {
    const { at, remove } = await folder();
    let store = await answered(open(at('it.db'), { clock }));
    return {
      store,
      reopen: async () => {
        await store.close();
        store = await answered(open(at('it.db'), { clock }));
        return store;
      },
      clear: async () => {
        await store.close();
        await remove();
      },
    };
  },
});

logContract(rig(sqliteLog));
viewsContract(rig(sqliteViews));
vaultContract(rig(sqliteVault));
