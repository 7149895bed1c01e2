import * as t from 'io-ts';
import {
  AccountId,
  AccountKind,
  ClaimDigest,
  closed,
  IdentityId,
  Realm,
  Role,
  SessionId,
  Count,
} from '../../vocabulary/index.js';
import { fact } from '../fact.js';

/** A person came to be known, in a realm that never changes. */
export const IdentityRegistered = fact('IdentityRegistered', { identityId: IdentityId, realm: Realm });
export type IdentityRegistered = t.TypeOf<typeof IdentityRegistered>;

/** How a login came to an identity. */
export const LinkedBy = t.keyof({ registration: null, merge: null, link: null, unmerge: null }, 'LinkedBy');
export type LinkedBy = t.TypeOf<typeof LinkedBy>;

/** What became of the login's address: claimed, none verified, or left with the identity that holds it. */
export const MailboxFate = t.keyof(
  { claimed: null, unverified: null, heldByAnother: null, notLookedAt: null },
  'MailboxFate',
);
export type MailboxFate = t.TypeOf<typeof MailboxFate>;

/** A login proves this identity from now on. Its provider's words about the person are sealed. */
export const LoginLinked = fact('LoginLinked', {
  identityId: IdentityId,
  login: ClaimDigest,
  issuer: t.string,
  by: LinkedBy,
  mailbox: MailboxFate,
});
export type LoginLinked = t.TypeOf<typeof LoginLinked>;

/** A login's provider has verified an address that is this identity's: it stays as long as a login vouches for it. */
export const AddressVouched = fact('AddressVouched', {
  identityId: IdentityId,
  login: ClaimDigest,
  mailbox: ClaimDigest,
});
export type AddressVouched = t.TypeOf<typeof AddressVouched>;

/** A login proves this identity no longer, and vouches for none of its addresses. */
export const LoginUnlinked = fact('LoginUnlinked', { identityId: IdentityId, login: ClaimDigest });
export type LoginUnlinked = t.TypeOf<typeof LoginUnlinked>;

/** Why sessions ended together. */
export const InvalidatedBecause = t.keyof(
  {
    merged: null,
    unlinked: null,
    unmerged: null,
    signedOutEverywhere: null,
    signedOutElsewhere: null,
    signedOutByProvider: null,
  },
  'InvalidatedBecause',
);
export type InvalidatedBecause = t.TypeOf<typeof InvalidatedBecause>;

/** Every session of an older generation is over, but for the one excepted. */
export const SessionsInvalidated = fact(
  'SessionsInvalidated',
  { identityId: IdentityId, generation: Count, why: InvalidatedBecause },
  { except: SessionId },
);
export type SessionsInvalidated = t.TypeOf<typeof SessionsInvalidated>;

/** The identity belongs to this account from now on; in a team with this role, accepted in a session of the login `through`. */
export const AccountJoined = fact(
  'AccountJoined',
  { identityId: IdentityId, accountId: AccountId, kind: AccountKind },
  { role: Role, through: ClaimDigest },
);
export type AccountJoined = t.TypeOf<typeof AccountJoined>;

/** The identity belongs to this account no longer. */
export const AccountLeft = fact('AccountLeft', { identityId: IdentityId, accountId: AccountId });
export type AccountLeft = t.TypeOf<typeof AccountLeft>;

/** Two identities were one person's: this one is no more, and all that was its is the other's. */
export const IdentitiesMerged = fact('IdentitiesMerged', { identityId: IdentityId, into: IdentityId });
export type IdentitiesMerged = t.TypeOf<typeof IdentitiesMerged>;

/** What a provider said of the person behind a login; sealed beside LoginLinked. */
export const LoginProfile = closed(
  'LoginProfile',
  { subject: t.string },
  { email: t.string, name: t.string, hostedDomain: t.string },
);
export type LoginProfile = t.TypeOf<typeof LoginProfile>;

/** What happens to an identity. */
export const IdentityEvent = t.union([
  IdentityRegistered,
  LoginLinked,
  AddressVouched,
  LoginUnlinked,
  SessionsInvalidated,
  AccountJoined,
  AccountLeft,
  IdentitiesMerged,
]);
export type IdentityEvent = t.TypeOf<typeof IdentityEvent>;
