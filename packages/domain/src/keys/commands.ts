import type * as t from 'io-ts';
import { command } from '../command.js';
import { RevokedBecause } from '../facts/key/index.js';
import { AccountId, DisplayName, Instant, KeyId, Scope, SecretHash, text } from '../vocabulary/index.js';

/** The last four characters of a key, by which people tell keys apart. */
export const Last4 = text('Last4', { pattern: /^[0-9A-Za-z]{4}$/, expected: 'four letters or digits' });
export type Last4 = t.TypeOf<typeof Last4>;

/** Issues a key of an account. Its secret is made by the caller, shown once, and comes here as a hash. */
export const IssueKey = command(
  'IssueKey',
  { accountId: AccountId, keyId: KeyId, name: DisplayName, scope: Scope, hash: SecretHash, last4: Last4 },
  { expires: Instant },
);
export type IssueKey = t.TypeOf<typeof IssueKey>;

/** Gives a key another name. */
export const RenameKey = command('RenameKey', { accountId: AccountId, keyId: KeyId, name: DisplayName });
export type RenameKey = t.TypeOf<typeof RenameKey>;

/** Gives a key another secret; the one before it works until `graceUntil`. */
export const RotateKey = command('RotateKey', {
  accountId: AccountId,
  keyId: KeyId,
  hash: SecretHash,
  last4: Last4,
  graceUntil: Instant,
});
export type RotateKey = t.TypeOf<typeof RotateKey>;

/** Revokes a key, with the reason. */
export const RevokeKey = command('RevokeKey', { accountId: AccountId, keyId: KeyId, why: RevokedBecause });
export type RevokeKey = t.TypeOf<typeof RevokeKey>;
