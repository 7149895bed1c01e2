export { actAs, type Acting, type ActingRefusal, permitted, visible } from './acting.js';
export { actions, allowedActions, holdsAllOf, mayI, type Standing } from './may-i.js';
export { type Entrance, goes, joins, type Membership } from './membership.js';
export {
  type GrantNoMoreThanYouHold,
  grantNoMoreThanYouHold,
  type PersonalAccountHasOnePerson,
  personalAccountHasOnePerson,
} from './people.js';
export {
  type AccountUnknown,
  type ActionNeedsPermission,
  actionNeedsPermission,
  type ArchivedAccountsAreQuiet,
  archivedAccountsAreQuiet,
  type ContextNeedsMembership,
  contextNeedsMembership,
  peopleManagePeople,
} from './rules.js';
export {
  type Asking,
  type CredentialIsOver,
  type PeopleManagePeople,
  type Person,
  personAsking,
  standingOf,
  standingOfPerson,
} from './standing.js';
export { type Action, type Permission, permissions } from './table.js';
