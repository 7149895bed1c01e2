export type {
  BatchLog,
  Body,
  Commit,
  Durability,
  EventStore,
  Load,
  LogPage,
  LogReader,
  Position,
  Receipt,
  Revision,
  Snapshot,
  StoredEvent,
  StreamSlice,
  Verdict,
  Write,
} from './event-store.js';
export type {
  CommitMismatch,
  Conflict,
  ForeignLog,
  OpeningFault,
  Unavailable,
  Unreadable,
} from './faults.js';
export { cannotOpen, notOurs, tooNew, unavailable, unknownOutcome } from './faults.js';
export type { Shelf, Vault, VaultRecord } from './vault.js';
export type {
  CheckpointMoved,
  LeadLost,
  LeadToken,
  ListAsOf,
  RowsAsOf,
  RowsWish,
  StoredRow,
  StoredView,
  ViewChange,
  ViewId,
  ViewStore,
} from './view-store.js';
export type {
  IdentityProvider,
  KeptForCallback,
  NotProvenBy,
  ProvenLogin,
  ProviderFault,
  SignInNotProven,
  Started,
} from './identity-provider.js';
export type {
  Connection,
  ConnectionProtocol,
  Connections,
  SamlAssertion,
  SamlLogout,
  SamlProvider,
  SamlRequest,
} from './single-sign-on.js';
export type { AccountTold, Addressed, Letter, Mailer, MailFault } from './mailer.js';
export type { Clock, Entropy } from './world.js';
