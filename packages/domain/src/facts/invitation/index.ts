export {
  InvitationAccepted,
  InvitationDeclined,
  InvitationEvent,
  InvitationRevoked,
  InvitedAddress,
  Invitee,
  MemberInvited,
} from './events.js';
export {
  evolveInvitation,
  type InvitationState,
  type SentInvitation,
  unknownInvitation,
  usesOf,
} from './state.js';
