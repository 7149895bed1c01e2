export {
  type AccountDocument,
  accounts,
  type PersonalAccountDocument,
  type TeamDocument,
} from './accounts.js';
export { type HandleDocument, handles } from './handles.js';
export {
  type InvitationDocument,
  invitationsOfAccount,
  type InviteeDocument,
} from './invitations-of-account.js';
export { type MemberDocument, membersOfAccount } from './members-of-account.js';
