import type { Event, Recorded } from '@recount/domain/facts';
import type { IdentityRegistered, LinkedBy, LoginLinked } from '@recount/domain/facts/identity';
import type {
  AccountId,
  ClaimDigest,
  IdentityId,
  Instant,
  Realm,
  SessionId,
} from '@recount/domain/vocabulary';
import { newRow, viewOf } from '../one-row.js';
import { type Row, type Sealed, sealedFor } from '../view.js';

/** A login that proves an identity, known by the event that linked it; what its provider said of the person is sealed. */
export type LoginDocument = {
  readonly loginId: string;
  readonly login: ClaimDigest;
  readonly issuer: string;
  readonly by: LinkedBy;
  readonly linkedAt: Instant;
  readonly sealed?: Sealed;
};

/** What an identity is now; sessions of an older `generation` are over but for `except`. */
export type IdentityDocument = {
  readonly identityId: IdentityId;
  readonly realm: Realm;
  readonly generation: number;
  readonly except?: SessionId;
  readonly personalAccount?: AccountId;
  readonly lastContext?: AccountId;
  readonly logins: ReadonlyArray<LoginDocument>;
  readonly registeredAt: Instant;
  /** Whose all that was theirs is now. */
  readonly mergedInto?: IdentityId;
};

const touching: ReadonlySet<Event['type']> = new Set([
  'IdentityRegistered',
  'LoginLinked',
  'LoginUnlinked',
  'SessionsInvalidated',
  'IdentitiesMerged',
  'SessionStarted',
  'ContextSwitched',
]);

const rowOf = (event: Event): string | undefined => {
  const touched = event.type === 'AccountJoined' ? event.kind === 'personal' : touching.has(event.type);
  return touched && 'identityId' in event ? event.identityId : undefined;
};

const registered = (recorded: Recorded, { identityId, realm }: IdentityRegistered): Row<IdentityDocument> => {
  const place = { id: identityId, group: identityId, subject: identityId };
  return newRow(recorded, place, {
    identityId,
    realm,
    generation: 0,
    logins: [],
    registeredAt: recorded.recordedAt,
  });
};

const linked = (recorded: Recorded, { identityId, login, issuer, by }: LoginLinked): LoginDocument => {
  const sealed = sealedFor(recorded, identityId);
  const profile = sealed === undefined ? {} : { sealed };
  return { loginId: recorded.id, login, issuer, by, linkedAt: recorded.recordedAt, ...profile };
};

const invalidated = (document: IdentityDocument, generation: number, except: SessionId | undefined) => {
  const { except: _, ...others } = document;
  return except === undefined ? { ...others, generation } : { ...others, generation, except };
};

const without = ({ logins }: IdentityDocument, unlinked: ClaimDigest): IdentityDocument['logins'] =>
  logins.filter(({ login }) => login !== unlinked);

const elsewhere = (document: IdentityDocument, event: Event): IdentityDocument => {
  switch (event.type) {
    case 'AccountJoined':
      // One that was passed on comes beside one's own.
      return { ...document, personalAccount: document.personalAccount ?? event.accountId };
    case 'SessionStarted':
      return { ...document, lastContext: event.context };
    case 'ContextSwitched':
      return { ...document, lastContext: event.to };
    default:
      return document;
  }
};

const changed = (document: IdentityDocument, recorded: Recorded): IdentityDocument => {
  const { event } = recorded;
  switch (event.type) {
    case 'LoginLinked':
      return { ...document, logins: [...without(document, event.login), linked(recorded, event)] };
    case 'LoginUnlinked':
      return { ...document, logins: without(document, event.login) };
    case 'IdentitiesMerged':
      return { ...document, logins: [], mergedInto: event.into };
    case 'SessionsInvalidated':
      return invalidated(document, event.generation, event.except);
    default:
      return elsewhere(document, event);
  }
};

/** Who is this person to us, and do their sessions still count? One row an identity. */
export const identities = viewOf<IdentityDocument>({
  name: 'identities',
  version: 2,
  rowOf,
  fold: (row, recorded) => {
    const { event } = recorded;
    if (row !== undefined) return { ...row, document: changed(row.document, recorded) };
    return event.type === 'IdentityRegistered' ? registered(recorded, event) : undefined;
  },
});
