import type { Event, Recorded } from '@recount/domain/facts';
import type { SessionStarted } from '@recount/domain/facts/session';
import type { AccountId, IdentityId, Instant, Realm, SessionId } from '@recount/domain/vocabulary';
import { newRow, viewOf } from '../one-row.js';
import { type Row, type Sealed, sealedFor } from '../view.js';

/** A session as its person lists it, without its token's hash; where it was started from is sealed under the person. */
export type SessionDocument = {
  readonly sessionId: SessionId;
  readonly identityId: IdentityId;
  readonly issuer: string;
  readonly realm: Realm;
  readonly startedAt: Instant;
  readonly generation: number;
  readonly context: AccountId;
  readonly origin?: Sealed;
  readonly expires: Instant;
  readonly state: 'started' | 'ended';
  readonly endedAt?: Instant;
};

const rowOf = (event: Event): string | undefined => {
  switch (event.type) {
    case 'SessionStarted':
    case 'ContextSwitched':
    case 'SessionEnded':
      return event.sessionId;
    default:
      return undefined;
  }
};

const started = (recorded: Recorded, event: SessionStarted): Row<SessionDocument> => {
  const { sessionId, identityId, assurance, generation, context, expires } = event;
  const { issuer, realm } = assurance;
  const origin = sealedFor(recorded, identityId);
  const from = origin === undefined ? {} : { origin };
  const born = { issuer, realm, startedAt: recorded.recordedAt, generation, context, ...from, expires };
  const place = { id: sessionId, group: identityId, subject: sessionId };
  return newRow<SessionDocument>(recorded, place, { sessionId, identityId, ...born, state: 'started' });
};

const changed = (document: SessionDocument, { event, recordedAt }: Recorded): SessionDocument => {
  switch (event.type) {
    case 'ContextSwitched':
      return { ...document, context: event.to };
    case 'SessionEnded':
      return { ...document, state: 'ended', endedAt: recordedAt };
    default:
      return document;
  }
};

/** Where is this person signed in? One row a session, which stays when it ended; listed by identity. */
export const sessionsOfIdentity = viewOf<SessionDocument>({
  name: 'sessionsOfIdentity',
  version: 1,
  rowOf,
  fold: (row, recorded) => {
    const { event } = recorded;
    if (event.type === 'SessionStarted') return started(recorded, event);
    return row && { ...row, document: changed(row.document, recorded) };
  },
});
