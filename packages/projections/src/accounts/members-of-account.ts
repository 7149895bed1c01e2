import type { Event, Recorded } from '@recount/domain/facts';
import type { JoinedBy, MemberJoined } from '@recount/domain/facts/account';
import type { IdentityId, Instant, InvitationId, Role } from '@recount/domain/vocabulary';
import { newRow, viewOf } from '../one-row.js';
import type { Row } from '../view.js';

/** A member of a team, and how and when they joined; `position` is that of their joining. */
export type MemberDocument = {
  readonly identityId: IdentityId;
  readonly role: Role;
  readonly by: JoinedBy;
  readonly invitationId?: InvitationId;
  readonly joinedAt: Instant;
  readonly position: number;
};

const rowOf = (event: Event): string | undefined => {
  switch (event.type) {
    case 'MemberJoined':
    case 'RoleChanged':
    case 'MemberRemoved':
    case 'MemberLeft':
      return `${event.accountId}/${event.identityId}`;
    default:
      return undefined;
  }
};

const joined = (recorded: Recorded, event: MemberJoined): Row<MemberDocument> => {
  const { accountId, identityId, role, by, invitationId } = event;
  const invited = invitationId === undefined ? {} : { invitationId };
  const { recordedAt: joinedAt, position } = recorded;
  const place = { id: `${accountId}/${identityId}`, group: accountId, subject: accountId };
  return newRow(recorded, place, { identityId, role, by, ...invited, joinedAt, position });
};

/** Who belongs to this team? One row a member, gone with the member; listed by account. */
export const membersOfAccount = viewOf<MemberDocument>({
  name: 'membersOfAccount',
  version: 1,
  rowOf,
  fold: (row, recorded) => {
    const { event } = recorded;
    switch (event.type) {
      case 'MemberJoined':
        return joined(recorded, event);
      case 'RoleChanged':
        return row && { ...row, document: { ...row.document, role: event.to } };
      case 'MemberRemoved':
      case 'MemberLeft':
        return undefined;
      default:
        return row;
    }
  },
});
