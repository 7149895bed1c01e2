import { bindW, chainFirstW, type Either, left, right } from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import {
  type Asking,
  type CredentialIsOver,
  type PeopleManagePeople,
  type Person,
  personAsking,
} from '../../authority/index.js';
import type { Fact, States } from '../../decision.js';
import type { InvalidatedBecause, LinkedLogin, RegisteredIdentity } from '../../facts/identity/index.js';
import { identityStream, logStream } from '../../facts/index.js';
import { type ClaimsUseLivingKeys, claimsUseLivingKeys } from '../../facts/log/index.js';
import { type ClaimDigest, type Claims, namesOf } from '../../vocabulary/index.js';
import {
  type IdentityKeepsALogin,
  identityKeepsALogin,
  type WaysInNeedAFreshSignIn,
  waysInNeedAFreshSignIn,
} from './rules.js';

/** There is no such login among the person's own. */
export type LoginUnknown = { readonly type: 'LoginUnknown' };

/** Why somebody may not change their ways in at all. */
export type AskerRefusal = CredentialIsOver | PeopleManagePeople | WaysInNeedAFreshSignIn;

/** The person who asks, by a session that is good and fresh. */
export const freshPerson =
  (asking: Asking) =>
  (states: States): Either<AskerRefusal, Person> =>
    pipe(
      personAsking(asking, 'logins:change')(states),
      chainFirstW(({ session }) => waysInNeedAFreshSignIn(session, asking.at)),
    );

const ownLogin = ({ logins }: RegisteredIdentity, linked: ClaimDigest): Either<LoginUnknown, LinkedLogin> => {
  const own = logins.find(({ login }) => login === linked);
  return own === undefined ? left({ type: 'LoginUnknown' }) : right(own);
};

/** A person and a login of theirs that may leave. */
export type Leaving = Person & { readonly leaving: LinkedLogin };

/** Why a login does not leave. */
export type LeavingRefusal = AskerRefusal | LoginUnknown | IdentityKeepsALogin | ClaimsUseLivingKeys;

/** The person who asks, and the login of theirs that is to leave and is not their last. */
export const whoLetsGo =
  (asking: Asking, { linked, login }: { readonly linked: ClaimDigest; readonly login: Claims }) =>
  (states: States): Either<LeavingRefusal, Leaving> =>
    pipe(
      freshPerson(asking)(states),
      bindW('leaving', ({ identity }) => ownLogin(identity, linked)),
      chainFirstW(({ identity }) => identityKeepsALogin(identity)),
      chainFirstW(() => claimsUseLivingKeys(login, states(logStream))),
    );

/** Ends the person's sessions but for the one that asks, which ends too where it came by a login that leaves. */
export const othersEnd = (
  { session, identity }: Person,
  why: InvalidatedBecause,
  leaving: ReadonlyArray<ClaimDigest> = [],
): Fact => {
  const { identityId, generation } = identity;
  const stays = !leaving.includes(session.assurance.login);
  return {
    stream: identityStream(identityId),
    event: {
      type: 'SessionsInvalidated',
      identityId,
      generation: generation + 1,
      why,
      ...(stays ? { except: session.sessionId } : {}),
    },
  };
};

/** Every name that a login may be known by. */
export const everyName = ({
  linked,
  login,
}: {
  readonly linked: ClaimDigest;
  readonly login: Claims;
}): ReadonlyArray<ClaimDigest> => [...namesOf(login), linked];
