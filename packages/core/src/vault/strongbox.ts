import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import { isNone, isSome, type Option } from 'fp-ts/lib/Option.js';
import { type Entropy, type Shelf, type Unavailable, unavailable, type Vault } from '../ports/index.js';
import { derive, type SecretKey, shut, unshut } from './boxes.js';

/** The vault with its lock: what goes in is wrapped, what comes out is opened. */
export type Strongbox = {
  /** Keeps a new secret and answers the one that is kept: an earlier one stays. */
  readonly keep: (shelf: Shelf, id: string, secret: SecretKey) => Promise<Either<Unavailable, SecretKey>>;
  /** A secret by id; undefined where there is none. */
  readonly find: (shelf: Shelf, id: string) => Promise<Either<Unavailable, SecretKey | undefined>>;
};

/** The configured secret opens no vault that this one could be. */
export type SecretDoesNotOpenVault = { readonly type: 'SecretDoesNotOpenVault' };

/** The secrets that may open the vault: today's, and for one start the one before. */
export type Secrets = { readonly secret: string; readonly previousSecret?: string };

const masterId = 'master';
const place = (shelf: Shelf, id: string): string => `recount/vault/${shelf}/${id}`;
const lockOf = (secret: string) => ({
  key: derive(secret, 'recount/vault/master'),
  about: place('own-key', masterId),
});

const opened = (
  wrapped: Option<string> | undefined,
  lock: { readonly key: SecretKey; readonly about: string },
): Either<Unavailable, SecretKey | undefined> => {
  if (wrapped === undefined || isNone(wrapped)) return right(undefined);
  const secret = unshut(lock, wrapped.value);
  return isSome(secret) ? right(secret.value) : left(unavailable(`${lock.about} does not open`));
};

const under = (vault: Vault, master: SecretKey, entropy: Entropy): Strongbox => {
  const find: Strongbox['find'] = async (shelf, id) => {
    const found = await vault.get(shelf, [id])();
    return isLeft(found) ? found : opened(found.right[0], { key: master, about: place(shelf, id) });
  };
  const keep: Strongbox['keep'] = async (shelf, id, secret) => {
    const wrapped = shut({ key: master, about: place(shelf, id) }, secret, entropy);
    const put = await vault.put([{ shelf, id, wrapped }])();
    if (isLeft(put)) return put;
    if (put.right[0] === true) return right(secret);
    const kept = await find(shelf, id);
    return isLeft(kept) ? kept : right(kept.right ?? secret);
  };
  return { find, keep };
};

const rewrapped = async (
  vault: Vault,
  record: string,
  { secrets, entropy }: { readonly secrets: Secrets; readonly entropy: Entropy },
): Promise<Either<Unavailable | SecretDoesNotOpenVault, SecretKey>> => {
  const now = unshut(lockOf(secrets.secret), record);
  if (isSome(now)) return right(now.value);
  if (secrets.previousSecret === undefined) return left({ type: 'SecretDoesNotOpenVault' });
  const before = unshut(lockOf(secrets.previousSecret), record);
  if (isNone(before)) return left({ type: 'SecretDoesNotOpenVault' });
  const to = shut(lockOf(secrets.secret), before.value, entropy);
  const done = await vault.rewrap('own-key', masterId, { from: record, to })();
  return isLeft(done) ? done : right(before.value);
};

/** Opens the vault with the configured secret; an empty vault gets its master key now. */
export const openStrongbox = async (
  vault: Vault,
  secrets: Secrets,
  entropy: Entropy,
): Promise<Either<Unavailable | SecretDoesNotOpenVault, Strongbox>> => {
  const fresh = shut(lockOf(secrets.secret), entropy.bytes(32), entropy);
  const put = await vault.put([{ shelf: 'own-key', id: masterId, wrapped: fresh }])();
  if (isLeft(put)) return put;
  const found = await vault.get('own-key', [masterId])();
  if (isLeft(found)) return found;
  const record = found.right[0];
  if (record === undefined || isNone(record)) return left({ type: 'SecretDoesNotOpenVault' });
  const master = await rewrapped(vault, record.value, { secrets, entropy });
  return isLeft(master) ? master : right(under(vault, master.right, entropy));
};
