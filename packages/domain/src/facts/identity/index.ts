export {
  AccountJoined,
  AccountLeft,
  AddressVouched,
  IdentitiesMerged,
  IdentityEvent,
  IdentityRegistered,
  InvalidatedBecause,
  LinkedBy,
  LoginLinked,
  LoginProfile,
  LoginUnlinked,
  MailboxFate,
  SessionsInvalidated,
} from './events.js';
export {
  evolveIdentity,
  type IdentityState,
  type LinkedLogin,
  type RegisteredIdentity,
  sessionCounts,
  unknownIdentity,
} from './state.js';
