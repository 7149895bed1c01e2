import { type Either, left, right } from 'fp-ts/lib/Either.js';
import type { LoginState } from '../facts/login/index.js';
import type { RegisteredIdentity } from '../facts/identity/index.js';
import type { SessionStarted } from '../facts/session/index.js';
import {
  type Claims,
  type ConnectionId,
  type IdentityId,
  type Realm,
  type SecretHash,
  sameRealm,
} from '../vocabulary/index.js';
import type { ConnectionDomains, ProvidedAddress } from './commands.js';

/** A login of one realm was about to come to an identity of another. */
export type SsoAndSocialStayApart = {
  readonly type: 'SsoAndSocialStayApart';
  readonly identityId: IdentityId;
};

/** A login is claimed by another identity, or by more than one. */
export type LoginBelongsToOneIdentity = { readonly type: 'LoginBelongsToOneIdentity' };

/** A connection's provider vouched for an address outside the domains that the connection has verified, or for none. */
export type SsoEmailIsWithinVerifiedDomains = {
  readonly type: 'SsoEmailIsWithinVerifiedDomains';
  readonly connectionId: ConnectionId;
};

/** The sign-in was completed before, by this browser or another. */
export type SignInIsUsedOnce = { readonly type: 'SignInIsUsedOnce' };

/** No identity ever holds both single sign-on and social logins, or logins of two connections. */
export const ssoAndSocialStayApart = (
  identity: RegisteredIdentity,
  realm: Realm,
): Either<SsoAndSocialStayApart, RegisteredIdentity> =>
  sameRealm(identity.realm, realm)
    ? right(identity)
    : left({ type: 'SsoAndSocialStayApart', identityId: identity.identityId });

/** Only an address that its provider verified claims a mailbox or merges, and only in the social realm. */
export const onlyVerifiedEmailsMerge = (
  realm: Realm,
  address: ProvidedAddress | undefined,
): Claims | undefined =>
  realm.type === 'social' && address?.verified === true ? address.mailbox : undefined;

/** A connection vouches for addresses in its own verified domains only, each exactly as it was verified. */
export const ssoEmailIsWithinVerifiedDomains = (
  realm: Realm,
  domains: ConnectionDomains | undefined,
): Either<SsoEmailIsWithinVerifiedDomains, Realm> => {
  if (realm.type === 'social') return right(realm);
  const { ofAddress, verified = [] } = domains ?? {};
  return ofAddress !== undefined && verified.includes(ofAddress)
    ? right(realm)
    : left({ type: 'SsoEmailIsWithinVerifiedDomains', connectionId: realm.connectionId });
};

/** A login proves one identity, under whichever claim keys its claims are named; for `wanted`, none but that one. */
export const loginBelongsToOneIdentity = (
  claims: ReadonlyArray<LoginState>,
  wanted?: IdentityId,
): Either<LoginBelongsToOneIdentity, IdentityId | undefined> => {
  const holders = new Set(claims.flatMap((claim) => (claim.in === 'claimed' ? [claim.identityId] : [])));
  if (wanted !== undefined && holders.size > 0) holders.add(wanted);
  return holders.size > 1 ? left({ type: 'LoginBelongsToOneIdentity' }) : right([...holders][0]);
};

/** A sign-in starts one session, for whoever's token it was started with. */
export const signInIsUsedOnce = (
  started: SessionStarted,
  tokenHash: SecretHash,
): Either<SignInIsUsedOnce, SessionStarted> =>
  started.tokenHash === tokenHash ? right(started) : left({ type: 'SignInIsUsedOnce' });
