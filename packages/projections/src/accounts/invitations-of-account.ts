import type { Event, Recorded } from '@recount/domain/facts';
import type { MemberInvited } from '@recount/domain/facts/invitation';
import type { AccountId, IdentityId, Instant, InvitationId, Role } from '@recount/domain/vocabulary';
import { newRow, viewOf } from '../one-row.js';
import { type Row, type Sealed, sealedFor } from '../view.js';

/** Whom an invitation is for: the holder of an address, which is sealed under the invitation, or the first with a link. */
export type InviteeDocument =
  | { readonly type: 'address'; readonly sealed?: Sealed }
  | { readonly type: 'link'; readonly uses: number };

/** An invitation into a team and what became of it; past `expires` an open one can be used no more. */
export type InvitationDocument = {
  readonly invitationId: InvitationId;
  readonly accountId: AccountId;
  readonly inviterId: IdentityId;
  readonly role: Role;
  readonly invitee: InviteeDocument;
  readonly acceptedBy: ReadonlyArray<IdentityId>;
  readonly state: 'open' | 'used' | 'declined' | 'revoked';
  readonly sentAt: Instant;
  readonly expires: Instant;
  readonly revision: number;
};

const rowOf = (event: Event): string | undefined => {
  switch (event.type) {
    case 'MemberInvited':
    case 'InvitationAccepted':
    case 'InvitationDeclined':
    case 'InvitationRevoked':
      return event.invitationId;
    default:
      return undefined;
  }
};

const inviteeOf = (recorded: Recorded, { invitee, invitationId }: MemberInvited): InviteeDocument => {
  if (invitee.type === 'link') return { type: 'link', uses: invitee.uses };
  const sealed = sealedFor(recorded, invitationId);
  return sealed === undefined ? { type: 'address' } : { type: 'address', sealed };
};

const sent = (recorded: Recorded, event: MemberInvited): Row<InvitationDocument> => {
  const { invitationId, accountId, inviterId, role, expires } = event;
  return newRow<InvitationDocument>(
    recorded,
    { id: invitationId, group: accountId, subject: accountId },
    {
      invitationId,
      accountId,
      inviterId,
      role,
      invitee: inviteeOf(recorded, event),
      acceptedBy: [],
      state: 'open',
      sentAt: recorded.recordedAt,
      expires,
      revision: recorded.revision,
    },
  );
};

const accepted = (document: InvitationDocument, identityId: IdentityId): InvitationDocument => {
  const acceptedBy = [...document.acceptedBy, identityId];
  const uses = document.invitee.type === 'link' ? document.invitee.uses : 1;
  return { ...document, acceptedBy, state: acceptedBy.length >= uses ? 'used' : document.state };
};

const changed = (document: InvitationDocument, event: Event): InvitationDocument => {
  switch (event.type) {
    case 'InvitationAccepted':
      return accepted(document, event.identityId);
    case 'InvitationDeclined':
      return document.invitee.type === 'link' ? document : { ...document, state: 'declined' };
    case 'InvitationRevoked':
      return { ...document, state: 'revoked' };
    default:
      return document;
  }
};

/** Whom has this team invited? One row an invitation, which stays when it is closed; listed by account. */
export const invitationsOfAccount = viewOf<InvitationDocument>({
  name: 'invitationsOfAccount',
  version: 1,
  rowOf,
  fold: (row, recorded) => {
    const { event, revision } = recorded;
    if (event.type === 'MemberInvited') return sent(recorded, event);
    return row && { ...row, document: { ...changed(row.document, event), revision } };
  },
});
