import * as t from 'io-ts';
import { text } from './codecs/text.js';

// A TypeID: a prefix, an underscore, and a UUIDv7 as 26 characters of Crockford's base32.
const typeId = (prefix: string) => ({
  pattern: new RegExp(`^${prefix}_[0-7][0-9a-hjkmnp-tv-z]{25}$`),
  expected: `${prefix}_ and 26 characters of base32`,
});

/** Names an identity, a person as the system knows them: `idn_` and 26 characters of base32. */
export const IdentityId = text('IdentityId', typeId('idn'));
export type IdentityId = t.TypeOf<typeof IdentityId>;

/** Names an account, which owns keys, secrets, apps and billing: `acc_` and 26 characters of base32. */
export const AccountId = text('AccountId', typeId('acc'));
export type AccountId = t.TypeOf<typeof AccountId>;

/** Names a key, a secret that acts as an account: `key_` and 26 characters of base32. */
export const KeyId = text('KeyId', typeId('key'));
export type KeyId = t.TypeOf<typeof KeyId>;

/** Names a session, a signed-in browser or terminal: `ses_` and 26 characters of base32. */
export const SessionId = text('SessionId', typeId('ses'));
export type SessionId = t.TypeOf<typeof SessionId>;

/** Names an invitation into a team: `inv_` and 26 characters of base32. */
export const InvitationId = text('InvitationId', typeId('inv'));
export type InvitationId = t.TypeOf<typeof InvitationId>;

/** Names a connection, an organization's single sign-on: `con_` and 26 characters of base32. */
export const ConnectionId = text('ConnectionId', typeId('con'));
export type ConnectionId = t.TypeOf<typeof ConnectionId>;

/** Whoever or whatever an event is about: the id under which its history is found. */
export const SubjectId = t.union([IdentityId, AccountId, KeyId, SessionId, InvitationId], 'SubjectId');
export type SubjectId = t.TypeOf<typeof SubjectId>;
