import type { Clock } from '@recount/core/ports';
import type { Address } from './database/address.js';
import type { Database } from './database/database.js';

/** How long is waited, in milliseconds; a place among the connections is waited for within it. */
export type Patience = {
  /** Reads, of the log, the views and the vault. */
  readonly reads: number;
  /** Appends, and what is written to the vault. */
  readonly writes: number;
  /** A page of events on its way into the views, which nobody waits for. */
  readonly pages: number;
};

/** How the stores are opened. */
export type PostgresOptions = {
  /** What time it is; the database's own clock unless given, so that several nodes go by one. */
  readonly clock?: Clock;
  readonly patience?: Partial<Patience>;
  /** Connections at most, besides the one that listens; 16 unless given. */
  readonly connections?: number;
  /** What reaches the database; over the network by `pg` unless given. */
  readonly over?: (address: Address, limits: Limits) => Database;
};

/** What a database is to keep to. */
export type Limits = { readonly connections: number; readonly patience: Patience };

/** What holds unless said otherwise: an answer within two seconds, whatever became of the database. */
export const limitsOf = ({ patience, connections = 16 }: PostgresOptions): Limits => ({
  connections,
  patience: { reads: 1200, writes: 1500, pages: 5000, ...patience },
});
