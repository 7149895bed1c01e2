import { shownDatabase, type StoreAddress } from '../configuration/index.js';

/** The files of an embedded store: what is beside the log is named after it. */
export type Files = {
  readonly log: string;
  readonly views: string;
  readonly vault: string;
  readonly secret: string;
};

/** Where everything is kept: `log` and `vault` of `databases` are addresses, and hold passwords. */
export type Places =
  | { readonly type: 'memory' }
  | { readonly type: 'files'; readonly files: Files }
  | { readonly type: 'databases'; readonly log: string; readonly vault: string };

/** Which places a configuration means. */
export const placesOf = ({
  store,
  vault,
}: {
  readonly store: StoreAddress;
  readonly vault: StoreAddress;
}): Places => {
  if (store.type === 'postgres' && vault.type === 'postgres')
    return { type: 'databases', log: store.url, vault: vault.url };
  if (store.type !== 'sqlite' || vault.type !== 'sqlite') return { type: 'memory' };
  const files = {
    log: store.path,
    views: `${store.path.replace(/\.db$/, '')}.views.db`,
    vault: vault.path,
    secret: `${store.path}.secret`,
  };
  return { type: 'files', files };
};

/** Where the log and the vault are, for people; nothing when they are in memory. No password is in it. */
export const shownPlaces = (places: Places): { readonly log: string; readonly vault: string } | undefined => {
  switch (places.type) {
    case 'memory':
      return undefined;
    case 'files':
      return { log: places.files.log, vault: places.files.vault };
    case 'databases': {
      const [log, vault] = [shownDatabase(places.log), shownDatabase(places.vault)];
      return { log, vault: vault === log ? 'the same database' : vault };
    }
  }
};
