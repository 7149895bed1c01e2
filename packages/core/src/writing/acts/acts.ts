import type { RefusalOf } from '@recount/domain';
import type { Outcome, SignInIsUsedOnce } from '@recount/domain/signing-in';
import type {
  AccountId,
  Actor,
  ConnectionId,
  DisplayName,
  IdentityId,
  Instant,
  InvitationId,
  KeyId,
  Milliseconds,
  Role,
  Scope,
  SessionId,
} from '@recount/domain/vocabulary';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { Done, Terms } from '../asking/wish.js';
import type { Fault, IdempotencyMismatch, RevisionMoved } from '../../node/faults.js';
import type { LoginActs } from './signing-in/logins/login-acts.js';
import type { ProvenLogin } from '../../ports/index.js';

/**
 * What names a sign-in, so that it can be completed once, for ever: the attempt that was begun here, or for one that a
 * provider began its connection and the assertion's own id.
 */
export type Attempt = string | { readonly connectionId: ConnectionId; readonly assertionId: string };

/** What single sign-on adds: the domains that the connection has verified, and until when its provider vouches at most. */
export type ThroughConnection = {
  readonly verifiedDomains: ReadonlyArray<string>;
  /** Milliseconds since 1970. */
  readonly sessionEnds?: number | undefined;
};

/** A sign-in to complete: what was proven, under which attempt, through which connection if any, from where. */
export type SignInWish = {
  readonly login: ProvenLogin;
  readonly attempt: Attempt;
  readonly through?: ThroughConnection | undefined;
  readonly origin: { readonly address?: string; readonly agent?: string };
};

/** A provider's request to end the sessions of somebody who signed out there. */
export type LogoutWish = {
  readonly connectionId: ConnectionId;
  readonly subject: string;
  readonly requestId: string;
};

/** Somebody is signed in. `token` is the session's secret, told here once. */
export type SignedIn = Done & {
  readonly token: string;
  readonly sessionId: SessionId;
  readonly identityId: IdentityId;
  readonly context: AccountId;
  readonly lostContext?: AccountId;
  readonly outcome: Outcome['type'];
  readonly expires: Instant;
};

/** An invitation to send. Expires after `lasts`. */
export type InvitationWish = {
  readonly actor: Actor;
  readonly accountId: AccountId;
  readonly role: Role;
  readonly to:
    | { readonly type: 'address'; readonly email: string }
    | { readonly type: 'link'; readonly uses: number };
  readonly lasts: Milliseconds;
};

/** A secret that is told once; `gone` when it was told before and can be told no more. */
export type OneTimeSecret = { readonly type: 'told'; readonly secret: string } | { readonly type: 'gone' };

/** Somebody is invited. The secret goes into the link; `mailed` says that a letter with it is on its way, or went before. */
export type Invited = Done & {
  readonly invitationId: InvitationId;
  readonly secret: OneTimeSecret;
  readonly mailed: boolean;
};

/** A key to issue. */
export type KeyWish = {
  readonly actor: Actor;
  readonly accountId: AccountId;
  readonly name: DisplayName;
  readonly scope: Scope;
  readonly expires?: Instant;
};

/** A key to rotate: the secret before works for `grace` milliseconds more. */
export type RotationWish = {
  readonly actor: Actor;
  readonly accountId: AccountId;
  readonly keyId: KeyId;
  readonly grace: Milliseconds;
};

/** A key with a new secret. */
export type KeyMinted = Done & { readonly keyId: KeyId; readonly secret: OneTimeSecret };

/** The commands that make something new or something secret: ids and secrets are made here, and hashed for the log. */
export interface Acts extends LoginActs {
  /** Completes a sign-in: one identity, one session, one commit. */
  signIn(wish: SignInWish): TaskEither<RefusalOf<'SignIn'> | SignInIsUsedOnce | Fault, SignedIn>;
  /** Ends the sessions of a login of a connection, as its provider asked for by a request of this id, once. */
  endSessionsOfLogin(wish: LogoutWish): TaskEither<RefusalOf<'EndSessionsOfLogin'> | Fault, void>;
  /** Invites somebody into a team. */
  invite(
    wish: InvitationWish,
    terms?: Terms,
  ): TaskEither<RefusalOf<'InviteMember'> | IdempotencyMismatch | RevisionMoved | Fault, Invited>;
  /** Issues a key. */
  issueKey(
    wish: KeyWish,
    terms?: Terms,
  ): TaskEither<RefusalOf<'IssueKey'> | IdempotencyMismatch | RevisionMoved | Fault, KeyMinted>;
  /** Gives a key another secret. */
  rotateKey(
    wish: RotationWish,
    terms?: Terms,
  ): TaskEither<RefusalOf<'RotateKey'> | IdempotencyMismatch | RevisionMoved | Fault, KeyMinted>;
  /** Accepts or declines the invitation that a link's secret belongs to. */
  answerInvitation(
    wish: { readonly actor: Actor; readonly secret: string; readonly answer: 'accept' | 'decline' },
    terms?: Terms,
  ): TaskEither<RefusalOf<'AcceptInvitation'> | IdempotencyMismatch | RevisionMoved | Fault, Done>;
  /** A fresh account id, for CreateTeam. */
  newAccountId(): AccountId;
}
