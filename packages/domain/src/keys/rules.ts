import { type Either, left, right } from 'fp-ts/lib/Either.js';
import type { Standing } from '../authority/index.js';
import type { IssuedKey, KeyState } from '../facts/key/index.js';
import type { AccountId, Instant, KeyId, Scope } from '../vocabulary/index.js';

/** The account has no such key. */
export type KeysBelongToAccounts = { readonly type: 'KeysBelongToAccounts' };

/** A key asked to make or change a key that is not lesser than itself. */
export type KeysMintOnlyLesserKeys = { readonly type: 'KeysMintOnlyLesserKeys'; readonly scope: Scope };

/** A key asked for the secret of a key that would outlive it. */
export type MintedKeysEndWithTheirMaker = {
  readonly type: 'MintedKeysEndWithTheirMaker';
  readonly expires: Instant;
};

/** The key was revoked. */
export type RevokedKeysStayRevoked = { readonly type: 'RevokedKeysStayRevoked'; readonly keyId: KeyId };

/** The key would be over before it began. */
export type KeysEndInTheFuture = { readonly type: 'KeysEndInTheFuture'; readonly expires: Instant };

/** A key belongs to one account: under any other it does not exist. */
export const keysBelongToAccounts = (
  key: KeyState,
  accountId: AccountId,
): Either<KeysBelongToAccounts, IssuedKey> =>
  key.in !== 'unknown' && key.accountId === accountId ? right(key) : left({ type: 'KeysBelongToAccounts' });

/** A key issues and changes API keys only, whatever its own scope. */
export const keysMintOnlyLesserKeys = (
  standing: Standing,
  scope: Scope,
): Either<KeysMintOnlyLesserKeys, Scope> =>
  standing.as === 'key' && scope !== 'API' ? left({ type: 'KeysMintOnlyLesserKeys', scope }) : right(scope);

/** A key that ends tells no secret of a key that outlives it: it issues and rotates only what ends no later. */
export const mintedKeysEndWithTheirMaker = (
  standing: Standing,
  expires: Instant | undefined,
): Either<MintedKeysEndWithTheirMaker, true> => {
  if (standing.as !== 'key' || standing.expires === undefined) return right(true);
  return expires !== undefined && expires <= standing.expires
    ? right(true)
    : left({ type: 'MintedKeysEndWithTheirMaker', expires: standing.expires });
};

/** A revoked key is neither renamed nor rotated, and never works again. */
export const revokedKeysStayRevoked = (key: IssuedKey): Either<RevokedKeysStayRevoked, IssuedKey> =>
  key.in === 'active' ? right(key) : left({ type: 'RevokedKeysStayRevoked', keyId: key.keyId });

/** A key that ends, ends after it began. */
export const keysEndInTheFuture = (
  expires: Instant | undefined,
  at: Instant,
): Either<KeysEndInTheFuture, Instant | undefined> =>
  expires !== undefined && expires <= at ? left({ type: 'KeysEndInTheFuture', expires }) : right(expires);
