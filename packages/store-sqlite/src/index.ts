export type { FileFault } from './file/fault.js';
export { sqliteLog } from './log/log.js';
export { sqliteVault } from './vault/vault.js';
export { sqliteViews } from './views/views.js';
