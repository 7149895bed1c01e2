import { chainW, left, map, right } from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import {
  type ContextNeedsMembership,
  contextNeedsMembership,
  type CredentialIsOver,
  type PeopleManagePeople,
  personAsking,
  standingOfPerson,
} from '../authority/index.js';
import type { Decide, Fact, States } from '../decision.js';
import { accountStream, identityStream, loginStream, logStream, sessionStream } from '../facts/index.js';
import { type ClaimsUseLivingKeys, claimsUseLivingKeys } from '../facts/log/index.js';
import { namesOf } from '../vocabulary/index.js';
import type { EndSessionsOfLogin, SignOut, SignOutEverywhere, SwitchContext } from './commands.js';

/** Whoever asks is no person with a good session. */
export type AskerRefusal = CredentialIsOver | PeopleManagePeople;

/** There is no such session among one's own. */
export type SessionUnknown = { readonly type: 'SessionUnknown' };

/** Switching the context needs membership there, and says the same of accounts that do not exist. */
export const switchContext: Decide<SwitchContext, AskerRefusal | ContextNeedsMembership> =
  (command) => (states) =>
    pipe(
      personAsking(command, 'context:switch')(states),
      chainW(({ session }) => {
        const { sessionId, identityId, context: from } = session;
        const standing = standingOfPerson(identityId, states(accountStream(command.to)));
        const switched: Fact = {
          stream: sessionStream(sessionId),
          event: { type: 'ContextSwitched', sessionId, identityId, from, to: command.to },
        };
        return pipe(
          contextNeedsMembership(standing),
          map(() => (from === command.to ? [] : [switched])),
        );
      }),
    );

/** Signing out ends a session of one's own; one that ended before stays ended. */
export const signOut: Decide<SignOut, AskerRefusal | SessionUnknown> = (command) => (states) =>
  pipe(
    personAsking(command, 'session:end')(states),
    chainW(({ session, identity: { identityId } }) => {
      const stream = sessionStream(command.sessionId);
      const ending = states(stream);
      if (ending.in === 'unknown' || ending.identityId !== identityId)
        return left({ type: 'SessionUnknown' as const });
      if (ending.in === 'ended') return right([]);
      const why = command.sessionId === session.sessionId ? ('signedOut' as const) : ('revoked' as const);
      const ended: Fact = {
        stream,
        event: { type: 'SessionEnded', sessionId: command.sessionId, identityId, why },
      };
      return right([ended]);
    }),
  );

/** Signing out everywhere starts a new generation: older sessions are over without being listed. */
export const signOutEverywhere: Decide<SignOutEverywhere, AskerRefusal> = (command) => (states) =>
  pipe(
    personAsking(command, 'session:end')(states),
    map(
      ({ session, identity: { identityId, generation } }): ReadonlyArray<Fact> => [
        {
          stream: identityStream(identityId),
          event: {
            type: 'SessionsInvalidated',
            identityId,
            generation: generation + 1,
            why: command.keepThisOne ? 'signedOutElsewhere' : 'signedOutEverywhere',
            ...(command.keepThisOne ? { except: session.sessionId } : {}),
          },
        },
      ],
    ),
  );

const signedOutByProvider = ({ login }: EndSessionsOfLogin, states: States): ReadonlyArray<Fact> => {
  const claims = namesOf(login).map((name) => states(loginStream(name)));
  const [stream] = claims.flatMap((claim) =>
    claim.in === 'claimed' ? [identityStream(claim.identityId)] : [],
  );
  const identity = stream === undefined ? undefined : states(stream);
  if (stream === undefined || identity?.in !== 'registered' || identity.realm.type === 'social') return [];
  const { identityId, generation } = identity;
  const why = 'signedOutByProvider';
  return [{ stream, event: { type: 'SessionsInvalidated', identityId, generation: generation + 1, why } }];
};

/**
 * A provider that signs somebody out ends all their sessions here: an identity of single sign-on has no other way in. A
 * login that nobody has, and one of the social world, is left as it is.
 */
export const endSessionsOfLogin: Decide<EndSessionsOfLogin, ClaimsUseLivingKeys> = (command) => (states) =>
  pipe(
    claimsUseLivingKeys(command.login, states(logStream)),
    map(() => signedOutByProvider(command, states)),
  );
