import * as t from 'io-ts';
import { ClaimDigest } from './claims.js';
import { closed } from './codecs/closed.js';
import { AccountId, IdentityId, KeyId, SessionId } from './ids.js';

/** A person acting by a session: a signed-in browser or terminal. */
export const SessionActor = closed('SessionActor', {
  type: t.literal('session'),
  sessionId: SessionId,
  identityId: IdentityId,
});
export type SessionActor = t.TypeOf<typeof SessionActor>;

/** An account acting by one of its keys; a key is no person. */
export const KeyActor = closed('KeyActor', { type: t.literal('key'), keyId: KeyId, accountId: AccountId });
export type KeyActor = t.TypeOf<typeof KeyActor>;

/** Somebody who just proved a login at a provider and has no session yet. */
export const LoginActor = closed('LoginActor', { type: t.literal('login'), login: ClaimDigest });
export type LoginActor = t.TypeOf<typeof LoginActor>;

/** The service itself: opening its log, reacting to an event. */
export const SystemActor = closed('SystemActor', { type: t.literal('system'), name: t.string });
export type SystemActor = t.TypeOf<typeof SystemActor>;

/** Who acts. Every event names one. */
export const Actor = t.union([SessionActor, KeyActor, LoginActor, SystemActor], 'Actor');
export type Actor = t.TypeOf<typeof Actor>;
