import type { Event, Recorded } from '@recount/domain/facts';
import type { KeyIssued, RevokedBecause } from '@recount/domain/facts/key';
import type { AccountId, DisplayName, IdentityId, Instant, KeyId, Scope } from '@recount/domain/vocabulary';
import { newRow, viewOf } from '../one-row.js';
import type { Row } from '../view.js';

/** A key as its account lists it, without its secret's hash; past `expires` an active one works no more. */
export type KeyDocument = {
  readonly keyId: KeyId;
  readonly accountId: AccountId;
  readonly name: DisplayName;
  readonly scope: Scope;
  readonly last4: string;
  readonly issuerId?: IdentityId;
  readonly issuedAt: Instant;
  readonly expires?: Instant;
  readonly graceUntil?: Instant;
  readonly rotatedAt?: Instant;
  readonly state: 'active' | 'revoked';
  readonly revokedAt?: Instant;
  readonly why?: RevokedBecause;
  readonly revision: number;
};

const rowOf = (event: Event): string | undefined => {
  switch (event.type) {
    case 'KeyIssued':
    case 'KeyRenamed':
    case 'KeyRotated':
    case 'KeyRevoked':
      return event.keyId;
    default:
      return undefined;
  }
};

const issued = (recorded: Recorded, event: KeyIssued): Row<KeyDocument> => {
  const { keyId, accountId, name, scope, last4, issuerId, expires } = event;
  const { recordedAt: issuedAt, revision } = recorded;
  const issuer = issuerId === undefined ? {} : { issuerId };
  const end = expires === undefined ? {} : { expires };
  const place = { id: keyId, group: accountId, subject: keyId };
  const known = { keyId, accountId, name, scope, last4, ...issuer, issuedAt, ...end };
  return newRow<KeyDocument>(recorded, place, { ...known, state: 'active', revision });
};

const changed = (document: KeyDocument, { event, recordedAt }: Recorded): KeyDocument => {
  switch (event.type) {
    case 'KeyRenamed':
      return { ...document, name: event.name };
    case 'KeyRotated':
      return { ...document, last4: event.last4, graceUntil: event.graceUntil, rotatedAt: recordedAt };
    case 'KeyRevoked':
      return { ...document, state: 'revoked', revokedAt: recordedAt, why: event.why };
    default:
      return document;
  }
};

/** Which keys does this account have? One row a key, which stays when it is revoked; listed by account. */
export const keysOfAccount = viewOf<KeyDocument>({
  name: 'keysOfAccount',
  version: 1,
  rowOf,
  fold: (row, recorded) => {
    const { event, revision } = recorded;
    if (event.type === 'KeyIssued') return issued(recorded, event);
    return row && { ...row, document: { ...changed(row.document, recorded), revision } };
  },
});
