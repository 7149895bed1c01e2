import type {
  AccountId,
  ClaimDigest,
  IdentityId,
  Instant,
  SecretHash,
  SessionId,
} from '../../vocabulary/index.js';
import type { Assurance, SessionEvent } from './events.js';

/** A session that was started and not ended by itself; its identity's generation may still have ended it. */
export type StartedSession = {
  readonly in: 'started';
  readonly sessionId: SessionId;
  readonly identityId: IdentityId;
  readonly tokenHash: SecretHash;
  readonly assurance: Assurance;
  readonly generation: number;
  readonly context: AccountId;
  readonly addresses: ReadonlyArray<ClaimDigest>;
  readonly expires: Instant;
  readonly startedAt?: Instant;
};

/** A session: not known, started, or ended. */
export type SessionState =
  | { readonly in: 'unknown' }
  | StartedSession
  | { readonly in: 'ended'; readonly sessionId: SessionId; readonly identityId: IdentityId };

/** A session that nobody started. */
export const unknownSession: SessionState = { in: 'unknown' };

/** Folds one event into a session's state. */
export const evolveSession = (state: SessionState, event: SessionEvent): SessionState => {
  switch (event.type) {
    case 'SessionStarted': {
      const { type: _, lostContext: __, ...session } = event;
      return { in: 'started', ...session };
    }
    case 'ContextSwitched':
      return state.in === 'started' ? { ...state, context: event.to } : state;
    case 'SessionEnded':
      return { in: 'ended', sessionId: event.sessionId, identityId: event.identityId };
  }
};
