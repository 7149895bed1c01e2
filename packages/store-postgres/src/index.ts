export type { Database, Failure, Given, Cell, Statement } from './database/database.js';
export type { OpeningFault } from './fault.js';
export type { Patience, PostgresOptions } from './options.js';
export { postgresLog } from './stores.js';
