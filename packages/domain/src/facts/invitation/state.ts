import type {
  AccountId,
  IdentityId,
  Instant,
  InvitationId,
  Role,
  SecretHash,
} from '../../vocabulary/index.js';
import type { InvitationEvent, Invitee } from './events.js';

/** An invitation that was sent: open, used up, or closed by one side. */
export type SentInvitation = {
  readonly in: 'open' | 'used' | 'declined' | 'revoked';
  readonly invitationId: InvitationId;
  readonly accountId: AccountId;
  readonly inviterId: IdentityId;
  readonly role: Role;
  readonly invitee: Invitee;
  readonly tokenHash: SecretHash;
  readonly expires: Instant;
  readonly removals?: number;
  readonly acceptedBy: ReadonlyArray<IdentityId>;
  readonly declinedBy: ReadonlyArray<IdentityId>;
};

/** An invitation: not known, or sent. */
export type InvitationState = { readonly in: 'unknown' } | SentInvitation;

/** An invitation that nobody sent. */
export const unknownInvitation: InvitationState = { in: 'unknown' };

/** How many may accept an invitation in all. */
export const usesOf = (invitee: Invitee): number => (invitee.type === 'link' ? invitee.uses : 1);

const accepted = (state: SentInvitation, identityId: IdentityId): SentInvitation => {
  const acceptedBy = [...state.acceptedBy, identityId];
  return { ...state, acceptedBy, in: acceptedBy.length >= usesOf(state.invitee) ? 'used' : state.in };
};

const declined = (state: SentInvitation, identityId: IdentityId): SentInvitation => ({
  ...state,
  declinedBy: [...state.declinedBy, identityId],
  in: state.invitee.type === 'link' ? state.in : 'declined',
});

/** Folds one event into an invitation's state. A link that somebody declined stays open for the others. */
export const evolveInvitation = (state: InvitationState, event: InvitationEvent): InvitationState => {
  if (event.type === 'MemberInvited') {
    const { type: _, ...terms } = event;
    return { in: 'open', ...terms, acceptedBy: [], declinedBy: [] };
  }
  if (state.in === 'unknown') return state;
  switch (event.type) {
    case 'InvitationAccepted':
      return accepted(state, event.identityId);
    case 'InvitationDeclined':
      return declined(state, event.identityId);
    case 'InvitationRevoked':
      return { ...state, in: 'revoked' };
  }
};
