export type { Access, ContextLost, CredentialRefused, KeyHolder, SessionHolder, Who } from './access/who.js';
export type {
  Acts,
  InvitationWish,
  Invited,
  KeyMinted,
  KeyWish,
  OneTimeSecret,
  RotationWish,
  SignedIn,
  SignInWish,
} from './acts/acts.js';
export { canonicalMailbox } from './acts/mailbox.js';
export type { Done, Repeatable, Terms, Wish } from './asking/wish.js';
export type { AsOf, Core, Health, Look, RequestLikeness } from './core.js';
export type { Contended, Fault, IdempotencyMismatch, ViewsBehind } from './faults.js';
export type { HistoryPage, ListPage, PageWish } from './looking/pages.js';
export { type CoreOptions, type OpenFault, openCore } from './open.js';
