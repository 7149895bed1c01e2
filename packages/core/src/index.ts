export type {
  Access,
  ContextLost,
  CredentialRefused,
  KeyHolder,
  SessionHolder,
  SessionTerms,
  Who,
} from './access/who.js';
export type {
  Acts,
  Attempt,
  InvitationWish,
  Invited,
  KeyMinted,
  KeyWish,
  LogoutWish,
  OneTimeSecret,
  RotationWish,
  SignedIn,
  SignInWish,
  ThroughConnection,
} from './writing/acts/acts.js';
export type {
  LinkOutcome,
  LinkWish,
  LoginActs,
  OwnLogin,
  ProofIsOver,
  SeenProof,
} from './writing/acts/signing-in/logins/login-acts.js';
export { invitationAddress } from './writing/acts/invitations.js';
export { canonicalMailbox, domainOf } from './writing/acts/mailbox.js';
export type { Done, Repeatable, Seen, Terms, Wish } from './writing/asking/wish.js';
export type { AsOf, Core, Health, Look, RequestLikeness, Standing } from './node/core.js';
export type { Parked, Parking } from './vault/one-time.js';
export type { Contended, Fault, IdempotencyMismatch, RevisionMoved, ViewsBehind } from './node/faults.js';
export type { RebuildProgress } from './reading/running/index.js';
export type { HistoryPage, ListPage, PageWish } from './reading/looking/pages.js';
export { type RebuildFault, type RebuildOptions, rebuildViews } from './node/opening/rebuild.js';
export type { MailNews, MailOptions, MailStanding } from './writing/mailing/index.js';
export { type CoreOptions, type OpenFault, openCore } from './node/open.js';
