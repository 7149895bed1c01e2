export { memoryLog } from './log.js';
export { memoryVault } from './vault.js';
export { memoryViews } from './views.js';
