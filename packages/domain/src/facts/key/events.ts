import * as t from 'io-ts';
import {
  AccountId,
  DisplayName,
  IdentityId,
  Instant,
  KeyId,
  Scope,
  SecretHash,
} from '../../vocabulary/index.js';
import { fact } from '../fact.js';

/**
 * An account got a key. Its secret was shown once and is kept as a hash only; `last4` tells it from others;
 * `issuerId` is the person who issued it, absent where a key did.
 */
export const KeyIssued = fact(
  'KeyIssued',
  {
    keyId: KeyId,
    accountId: AccountId,
    name: DisplayName,
    scope: Scope,
    hash: SecretHash,
    last4: t.string,
  },
  { issuerId: IdentityId, expires: Instant },
);
export type KeyIssued = t.TypeOf<typeof KeyIssued>;

/** A key has another name. */
export const KeyRenamed = fact('KeyRenamed', { keyId: KeyId, accountId: AccountId, name: DisplayName });
export type KeyRenamed = t.TypeOf<typeof KeyRenamed>;

/** A key has another secret; the one before it works until `graceUntil`. */
export const KeyRotated = fact('KeyRotated', {
  keyId: KeyId,
  accountId: AccountId,
  hash: SecretHash,
  last4: t.string,
  graceUntil: Instant,
});
export type KeyRotated = t.TypeOf<typeof KeyRotated>;

/** Why a key was revoked. */
export const RevokedBecause = t.keyof(
  { unused: null, leaked: null, replaced: null, other: null },
  'RevokedBecause',
);
export type RevokedBecause = t.TypeOf<typeof RevokedBecause>;

/** A key works no more. */
export const KeyRevoked = fact('KeyRevoked', { keyId: KeyId, accountId: AccountId, why: RevokedBecause });
export type KeyRevoked = t.TypeOf<typeof KeyRevoked>;

/** What happens to a key. */
export const KeyEvent = t.union([KeyIssued, KeyRenamed, KeyRotated, KeyRevoked]);
export type KeyEvent = t.TypeOf<typeof KeyEvent>;
