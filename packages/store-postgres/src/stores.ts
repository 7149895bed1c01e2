import { map, type TaskEither } from 'fp-ts/lib/TaskEither.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { BatchLog, Vault, ViewStore } from '@recount/core/ports';
import type { OpeningFault } from '@recount/core/ports';
import { grounds } from './database/ground.js';
import { logDesign } from './log/design.js';
import { logOn } from './log/log.js';
import type { PostgresOptions } from './options.js';
import { vaultDesign } from './vault/design.js';
import { vaultOn } from './vault/vault.js';
import { viewsDesign } from './views/design.js';
import { viewsOn } from './views/views.js';

/** The parts of a store on one pool of connections, which ends when all of them are closed, or at once by `close`. */
export type PostgresStores = {
  readonly log: BatchLog;
  readonly views: ViewStore;
  readonly vault: Vault;
  readonly close: () => Promise<void>;
};

/**
 * Log, views and vault in one schema of a PostgreSQL database, `postgres://…/database?schema=recount`, for any number of
 * nodes. What is answered is on the disk of the server, but for views, which can be built again. What the database
 * cannot do now is `Unavailable`, and works again by itself.
 */
export const postgresStores = (
  url: string,
  options: PostgresOptions = {},
): TaskEither<OpeningFault, PostgresStores> =>
  pipe(
    grounds(url, [logDesign, viewsDesign, vaultDesign], options),
    map((ground) => {
      const parts = { log: logOn(ground()), views: viewsOn(ground()), vault: vaultOn(ground()) };
      return {
        ...parts,
        close: async () => {
          await Promise.all([parts.log.close(), parts.views.close(), parts.vault.close()]);
        },
      };
    }),
  );

/** The log alone. */
export const postgresLog = (url: string, options: PostgresOptions = {}): TaskEither<OpeningFault, BatchLog> =>
  pipe(
    grounds(url, [logDesign], options),
    map((ground) => logOn(ground())),
  );

/** The views alone. */
export const postgresViews = (
  url: string,
  options: PostgresOptions = {},
): TaskEither<OpeningFault, ViewStore> =>
  pipe(
    grounds(url, [viewsDesign], options),
    map((ground) => viewsOn(ground())),
  );

/** The vault alone. */
export const postgresVault = (url: string, options: PostgresOptions = {}): TaskEither<OpeningFault, Vault> =>
  pipe(
    grounds(url, [vaultDesign], options),
    map((ground) => vaultOn(ground())),
  );
