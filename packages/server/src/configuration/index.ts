export { type Configuration, configurationIn, type Google, type SignIn } from './configuration.js';
export type { Environment } from './environment.js';
export { nearest } from './nearest.js';
export { listOf, type Problem } from './problem.js';
export { shownDatabase } from './values/database.js';
export { isLoopback } from './values/origin.js';
export type { StoreAddress } from './values/store-address.js';
export type { Name } from './variables.js';
export { type About, table } from './variables-table.js';
