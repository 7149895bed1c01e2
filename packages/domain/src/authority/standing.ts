import { type Either, left, right } from 'fp-ts/lib/Either.js';
import type { States } from '../decision.js';
import type { AccountState } from '../facts/account/index.js';
import { identityStream, keyStream, sessionStream } from '../facts/index.js';
import { sessionCounts, type RegisteredIdentity } from '../facts/identity/index.js';
import { keyIsUsable } from '../facts/key/index.js';
import type { StartedSession } from '../facts/session/index.js';
import type { Actor, IdentityId, Instant, KeyActor, SessionActor } from '../vocabulary/index.js';
import type { Standing } from './may-i.js';

/** Who asks, and when. */
export type Asking = { readonly actor: Actor; readonly at: Instant };

/** The session or key that asks is no longer good for anything. */
export type CredentialIsOver = { readonly type: 'CredentialIsOver' };

const over: CredentialIsOver = { type: 'CredentialIsOver' };

/** A person with the session they act by. */
export type Person = { readonly session: StartedSession; readonly identity: RegisteredIdentity };

/** The person behind a session that is still good: both states, or that it is over. */
export const personBehind = (
  actor: SessionActor,
  at: Instant,
  states: States,
): Either<CredentialIsOver, Person> => {
  const session = states(sessionStream(actor.sessionId));
  const identity = states(identityStream(actor.identityId));
  const good =
    session.in === 'started' &&
    identity.in === 'registered' &&
    session.identityId === actor.identityId &&
    at < session.expires &&
    sessionCounts(identity, session);
  return good ? right({ session, identity }) : left(over);
};

/** A key asked to do something that only people do, or to people. */
export type PeopleManagePeople = { readonly type: 'PeopleManagePeople'; readonly action: string };

/** The person who asks, by a session that is still good; a key is no person. */
export const personAsking =
  ({ actor, at }: Asking, action: string) =>
  (states: States): Either<CredentialIsOver | PeopleManagePeople, Person> =>
    actor.type === 'session' ? personBehind(actor, at, states) : left({ type: 'PeopleManagePeople', action });

/** What a person is to an account; to one that does not exist everybody is a stranger. */
export const standingOfPerson = (identityId: IdentityId, account: AccountState): Standing => {
  if (account.in === 'unknown') return { as: 'stranger' };
  const { holder } = account;
  if (holder.kind === 'personal') return holder.ownerId === identityId ? { as: 'owner' } : { as: 'stranger' };
  const role = holder.members.get(identityId);
  return role === undefined ? { as: 'stranger' } : { as: 'member', role };
};

const standingOfKey = (
  actor: KeyActor,
  at: Instant,
  seen: { readonly states: States; readonly account: AccountState },
): Either<CredentialIsOver, Standing> => {
  const key = seen.states(keyStream(actor.keyId));
  if (key.in === 'unknown' || key.accountId !== actor.accountId || !keyIsUsable(key, at)) return left(over);
  if (seen.account.in === 'unknown' || seen.account.accountId !== key.accountId)
    return right({ as: 'stranger' });
  const end = key.expires === undefined ? {} : { expires: key.expires };
  return right({ as: 'key', scope: key.scope, ...end });
};

/** What whoever asks is to an account; a session or key that is over has no standing at all. */
export const standingOf =
  ({ actor, at }: Asking, account: AccountState) =>
  (states: States): Either<CredentialIsOver, Standing> => {
    switch (actor.type) {
      case 'session': {
        const person = personBehind(actor, at, states);
        return person._tag === 'Left' ? person : right(standingOfPerson(actor.identityId, account));
      }
      case 'key':
        return standingOfKey(actor, at, { states, account });
      case 'login':
      case 'system':
        return right({ as: 'stranger' });
    }
  };
