import { memoryLog, memoryVault, memoryViews } from '@recount/store-memory';
import { logContract } from './log/contract.js';
import { vaultContract } from './vault/contract.js';
import { viewsContract } from './views/contract.js';

const name = 'in memory';
const runs = 150;
const clear = () => Promise.resolve();

logContract({ name, runs, fresh: (clock) => Promise.resolve({ store: memoryLog({ clock }), clear }) });
viewsContract({ name, runs, fresh: (clock) => Promise.resolve({ store: memoryViews({ clock }), clear }) });
vaultContract({ name, runs, fresh: (clock) => Promise.resolve({ store: memoryVault({ clock }), clear }) });
