export { type AcceptRefusal, acceptInvitation, type AnswerRefusal, declineInvitation } from './answer.js';
export {
  AcceptInvitation,
  Addressee,
  DeclineInvitation,
  InviteMember,
  RevokeInvitation,
} from './commands.js';
export { inviteMember, type InviteRefusal, revokeInvitation, type RevokeRefusal } from './invite.js';
export {
  lookAtInvitation,
  type LookRefusal,
  type SeenInvitation,
  type WithLink,
} from './look.js';
export {
  type ClosedInvitationsStayClosed,
  closedInvitationsStayClosed,
  invitationAnswersToItsLink,
  type InvitationIsForThisPerson,
  invitationIsForThisPerson,
  type InvitationIsUsedOnce,
  invitationIsUsedOnce,
  type InvitationUnknown,
  type InviterStillMayInvite,
  inviterStillMayInvite,
  type RemovedMembersNeedAFreshInvitation,
  removedMembersNeedAFreshInvitation,
} from './rules.js';
