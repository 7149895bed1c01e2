export {
  type CredentialDocument,
  credentials,
  type KeyCredential,
  type KeyDocument,
  keysOfAccount,
  type SessionCredential,
} from './access/index.js';
export {
  type AccountDocument,
  accounts,
  type HandleDocument,
  handles,
  type InvitationDocument,
  invitationsOfAccount,
  type InviteeDocument,
  type MemberDocument,
  membersOfAccount,
  type PersonalAccountDocument,
  type TeamDocument,
} from './accounts/index.js';
export { type Activity, type ActivityActor, activityOf } from './activity-of-subject.js';
export {
  type AccountOfIdentityDocument,
  accountsOfIdentity,
  identities,
  type IdentityDocument,
  type LoginDocument,
  type SessionDocument,
  sessionsOfIdentity,
} from './people/index.js';
export { type Row, type Sealed, sealedFor, sortable, type View } from './view.js';
export { eachView, type ViewOutline, views } from './views.js';
