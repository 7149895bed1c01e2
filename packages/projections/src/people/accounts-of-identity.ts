import type { Event, Recorded } from '@recount/domain/facts';
import type { AccountJoined } from '@recount/domain/facts/identity';
import type { AccountId, AccountKind, IdentityId, Role } from '@recount/domain/vocabulary';
import { newRow, viewOf } from '../one-row.js';
import type { Row } from '../view.js';

/** An account that an identity may work in, in a team with a role; its name, handle and state are its own row's. */
export type AccountOfIdentityDocument = {
  readonly identityId: IdentityId;
  readonly accountId: AccountId;
  readonly kind: AccountKind;
  readonly role?: Role;
};

const rowOf = (event: Event): string | undefined => {
  switch (event.type) {
    case 'AccountJoined':
    case 'AccountLeft':
    case 'RoleChanged':
      return `${event.identityId}/${event.accountId}`;
    default:
      return undefined;
  }
};

const joined = (recorded: Recorded, event: AccountJoined): Row<AccountOfIdentityDocument> => {
  const { identityId, accountId, kind, role } = event;
  const place = { id: `${identityId}/${accountId}`, group: identityId, subject: identityId };
  return newRow(recorded, place, { identityId, accountId, kind, ...(role === undefined ? {} : { role }) });
};

/** Which accounts may this person work in? One row an account of theirs, gone when they left it; listed by identity. */
export const accountsOfIdentity = viewOf<AccountOfIdentityDocument>({
  name: 'accountsOfIdentity',
  version: 1,
  rowOf,
  fold: (row, recorded) => {
    const { event } = recorded;
    switch (event.type) {
      case 'AccountJoined':
        return joined(recorded, event);
      case 'AccountLeft':
        return undefined;
      case 'RoleChanged':
        return row && { ...row, document: { ...row.document, role: event.to } };
      default:
        return row;
    }
  },
});
