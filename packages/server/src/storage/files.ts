import type { StoreAddress } from '../configuration/index.js';

/** The files of an embedded store: what is beside the log is named after it. */
export type Files = {
  readonly log: string;
  readonly views: string;
  readonly vault: string;
  readonly secret: string;
};

/** Which files a configuration means; none when all is kept in memory. */
export const filesOf = (store: StoreAddress, vault: StoreAddress): Files | undefined =>
  store.type === 'memory' || vault.type === 'memory'
    ? undefined
    : {
        log: store.path,
        views: `${store.path.replace(/\.db$/, '')}.views.db`,
        vault: vault.path,
        secret: `${store.path}.secret`,
      };
