import * as t from 'io-ts';
import {
  AccountId,
  ClaimDigest,
  closed,
  IdentityId,
  Instant,
  Realm,
  SecretHash,
  SessionId,
  Count,
} from '../../vocabulary/index.js';
import { fact } from '../fact.js';

/** How a session came to be, for rules that ask how somebody signed in. */
export const Assurance = closed('Assurance', { login: ClaimDigest, issuer: t.string, realm: Realm });
export type Assurance = t.TypeOf<typeof Assurance>;

/** Somebody signed in, at `startedAt` if that was told. `addresses` are the verified ones, as digests; where it came from is sealed. */
export const SessionStarted = fact(
  'SessionStarted',
  {
    sessionId: SessionId,
    identityId: IdentityId,
    tokenHash: SecretHash,
    assurance: Assurance,
    generation: Count,
    context: AccountId,
    addresses: t.readonlyArray(ClaimDigest),
    expires: Instant,
  },
  { lostContext: AccountId, startedAt: Instant },
);
export type SessionStarted = t.TypeOf<typeof SessionStarted>;

/** The session acts under another account from now on. */
export const ContextSwitched = fact('ContextSwitched', {
  sessionId: SessionId,
  identityId: IdentityId,
  from: AccountId,
  to: AccountId,
});
export type ContextSwitched = t.TypeOf<typeof ContextSwitched>;

/** Why one session ended. */
export const EndedBecause = t.keyof({ signedOut: null, revoked: null, replaced: null }, 'EndedBecause');
export type EndedBecause = t.TypeOf<typeof EndedBecause>;

/** The session is over. */
export const SessionEnded = fact('SessionEnded', {
  sessionId: SessionId,
  identityId: IdentityId,
  why: EndedBecause,
});
export type SessionEnded = t.TypeOf<typeof SessionEnded>;

/** Where a session was started from; sealed beside SessionStarted. */
export const Origin = closed('Origin', {}, { address: t.string, agent: t.string });
export type Origin = t.TypeOf<typeof Origin>;

/** What happens to a session. */
export const SessionEvent = t.union([SessionStarted, ContextSwitched, SessionEnded]);
export type SessionEvent = t.TypeOf<typeof SessionEvent>;
