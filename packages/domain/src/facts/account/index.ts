export {
  AccountArchived,
  AccountEvent,
  AccountRenamed,
  AccountRestored,
  HandleChanged,
  JoinedBy,
  MemberJoined,
  MemberLeft,
  MemberRemoved,
  PersonalAccountOpened,
  PersonalAccountPassed,
  RoleChanged,
  TeamCreated,
} from './events.js';
export {
  type AccountState,
  evolveAccount,
  type ExistingAccount,
  type Holder,
  type Team,
  unknownAccount,
} from './state.js';
