import type { Event, Recorded } from '@recount/domain/facts';
import type { KeyIssued } from '@recount/domain/facts/key';
import type { Assurance, SessionStarted } from '@recount/domain/facts/session';
import type {
  AccountId,
  ClaimDigest,
  IdentityId,
  Instant,
  KeyId,
  Scope,
  SecretHash,
  SessionId,
} from '@recount/domain/vocabulary';
import { newRow, viewOf } from '../one-row.js';

/** A key as a request's credential; `previous` is the secret before the last rotation, which works until then. */
export type KeyCredential = {
  readonly type: 'key';
  readonly keyId: KeyId;
  readonly accountId: AccountId;
  readonly scope: Scope;
  readonly hash: SecretHash;
  readonly previous?: { readonly hash: SecretHash; readonly until: Instant };
  readonly expires?: Instant;
  readonly state: 'active' | 'revoked';
};

/** A session as a request's credential; its identity's generation may end it too. */
export type SessionCredential = {
  readonly type: 'session';
  readonly sessionId: SessionId;
  readonly identityId: IdentityId;
  readonly tokenHash: SecretHash;
  readonly generation: number;
  readonly context: AccountId;
  readonly addresses: ReadonlyArray<ClaimDigest>;
  readonly assurance: Assurance;
  readonly startedAt: Instant;
  readonly expires: Instant;
  readonly state: 'started' | 'ended';
};

/** What a request may prove itself with. */
export type CredentialDocument = KeyCredential | SessionCredential;

const rowOf = (event: Event): KeyId | SessionId | undefined => {
  switch (event.type) {
    case 'KeyIssued':
    case 'KeyRotated':
    case 'KeyRevoked':
      return event.keyId;
    case 'SessionStarted':
    case 'ContextSwitched':
    case 'SessionEnded':
      return event.sessionId;
    default:
      return undefined;
  }
};

const issued = ({ keyId, accountId, scope, hash, expires }: KeyIssued): KeyCredential => {
  const end = expires === undefined ? {} : { expires };
  return { type: 'key', keyId, accountId, scope, hash, ...end, state: 'active' };
};

const started = (event: SessionStarted, startedAt: Instant): SessionCredential => {
  const { sessionId, identityId, tokenHash, generation, context, addresses, assurance, expires } = event;
  const born = { sessionId, identityId, tokenHash, generation, context, addresses, assurance, expires };
  return { type: 'session', ...born, startedAt, state: 'started' };
};

const changedKey = (key: KeyCredential, event: Event): KeyCredential => {
  switch (event.type) {
    case 'KeyRotated':
      return { ...key, hash: event.hash, previous: { hash: key.hash, until: event.graceUntil } };
    case 'KeyRevoked':
      return { ...key, state: 'revoked' };
    default:
      return key;
  }
};

const changedSession = (session: SessionCredential, event: Event): SessionCredential => {
  switch (event.type) {
    case 'ContextSwitched':
      return { ...session, context: event.to };
    case 'SessionEnded':
      return { ...session, state: 'ended' };
    default:
      return session;
  }
};

const made = ({ event, recordedAt }: Recorded): CredentialDocument | undefined => {
  switch (event.type) {
    case 'KeyIssued':
      return issued(event);
    case 'SessionStarted':
      return started(event, recordedAt);
    default:
      return undefined;
  }
};

/** Whose key or session is this? One row a key and a session, which stays when it works no more. */
export const credentials = viewOf<CredentialDocument>({
  name: 'credentials',
  version: 2,
  rowOf,
  fold: (row, recorded) => {
    const { event } = recorded;
    const fresh = made(recorded);
    if (fresh !== undefined) {
      const id = fresh.type === 'key' ? fresh.keyId : fresh.sessionId;
      return newRow(recorded, { id, group: id, subject: id }, fresh);
    }
    if (row === undefined) return undefined;
    const was = row.document;
    return { ...row, document: was.type === 'key' ? changedKey(was, event) : changedSession(was, event) };
  },
});
