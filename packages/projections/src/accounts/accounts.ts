import { type Event, type Recorded, registry } from '@recount/domain/facts';
import type { AccountEvent } from '@recount/domain/facts/account';
import type { AccountId, DisplayName, Handle, IdentityId, Instant } from '@recount/domain/vocabulary';
import { newRow, viewOf } from '../one-row.js';
import { type Sealed, sealedFor } from '../view.js';

type Common = {
  readonly accountId: AccountId;
  readonly handle: Handle;
  readonly state: 'open' | 'archived';
  readonly openedAt: Instant;
  readonly revision: number;
};

/** A person's own account; the name, if it has one, is sealed under its owner. */
export type PersonalAccountDocument = Common & {
  readonly kind: 'personal';
  readonly ownerId: IdentityId;
  readonly sealedName?: Sealed;
};

/** A team's account. */
export type TeamDocument = Common & { readonly kind: 'team'; readonly name: DisplayName };

/** What an account is now; `openedAt` is when the log recorded it, `revision` its stream's last one, the ETag. */
export type AccountDocument = PersonalAccountDocument | TeamDocument;

const isAccountEvent = (event: Event): event is AccountEvent => registry[event.type].kind === 'account';

const named = (document: PersonalAccountDocument, recorded: Recorded): PersonalAccountDocument => {
  const sealedName = sealedFor(recorded, document.ownerId);
  return sealedName === undefined ? document : { ...document, sealedName };
};

const opened = (recorded: Recorded): AccountDocument | undefined => {
  const { event, recordedAt: openedAt, revision } = recorded;
  switch (event.type) {
    case 'PersonalAccountOpened': {
      const { accountId, handle, identityId: ownerId } = event;
      return named(
        { kind: 'personal', accountId, handle, ownerId, state: 'open', openedAt, revision },
        recorded,
      );
    }
    case 'TeamCreated': {
      const { accountId, handle, name } = event;
      return { kind: 'team', accountId, handle, name, state: 'open', openedAt, revision };
    }
    default:
      return undefined;
  }
};

const passed = (document: AccountDocument, ownerId: IdentityId): AccountDocument =>
  document.kind === 'personal' ? { ...document, ownerId } : document;

const changed = (document: AccountDocument, recorded: Recorded): AccountDocument => {
  const { event } = recorded;
  switch (event.type) {
    case 'AccountRenamed':
      return document.kind === 'team'
        ? { ...document, name: event.name ?? document.name }
        : named(document, recorded);
    case 'PersonalAccountPassed':
      return passed(document, event.identityId);
    case 'HandleChanged':
      return { ...document, handle: event.to };
    case 'AccountArchived':
      return { ...document, state: 'archived' };
    case 'AccountRestored':
      return { ...document, state: 'open' };
    default:
      return document;
  }
};

/** What is this account? One row an account, touched by every event of its stream. */
export const accounts = viewOf<AccountDocument>({
  name: 'accounts',
  version: 2,
  rowOf: (event) => (isAccountEvent(event) ? event.accountId : undefined),
  fold: (row, recorded) => {
    if (row !== undefined)
      return { ...row, document: { ...changed(row.document, recorded), revision: recorded.revision } };
    const document = opened(recorded);
    if (document === undefined) return undefined;
    const { accountId } = document;
    return newRow(recorded, { id: accountId, group: accountId, subject: accountId }, document);
  },
});
