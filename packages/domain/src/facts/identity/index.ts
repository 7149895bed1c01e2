export {
  AccountJoined,
  AccountLeft,
  IdentityEvent,
  IdentityRegistered,
  InvalidatedBecause,
  LinkedBy,
  LoginLinked,
  LoginProfile,
  MailboxFate,
  SessionsInvalidated,
} from './events.js';
export {
  evolveIdentity,
  type IdentityState,
  type RegisteredIdentity,
  sessionCounts,
  unknownIdentity,
} from './state.js';
