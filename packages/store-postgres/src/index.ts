export type { Address } from './database/address.js';
export type { Cell, Database, Failure, Given, Statement } from './database/database.js';
export type { Limits, Patience, PostgresOptions } from './options.js';
export {
  postgresLog,
  type PostgresStores,
  postgresStores,
  postgresVault,
  postgresViews,
} from './stores.js';
