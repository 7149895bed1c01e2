import type {
  AccountId,
  ClaimDigest,
  Handle,
  IdentityId,
  InvitationId,
  KeyId,
  SessionId,
} from '../vocabulary/index.js';
import { type AccountState, evolveAccount, unknownAccount } from './account/index.js';
import { evolveHandle, freeHandle, type HandleState } from './handle/index.js';
import { evolveIdentity, type IdentityState, unknownIdentity } from './identity/index.js';
import { evolveInvitation, type InvitationState, unknownInvitation } from './invitation/index.js';
import { evolveKey, type KeyState, unknownKey } from './key/index.js';
import { evolveLog, type LogState, unopenedLog } from './log/index.js';
import { evolveLogin, freeLogin, type LoginState } from './login/index.js';
import { evolveMailbox, freeMailbox, type MailboxState } from './mailbox/index.js';
import { evolveSession, type SessionState, unknownSession } from './session/index.js';

/** What each kind of stream folds to. */
export type StateOf = {
  readonly log: LogState;
  readonly identity: IdentityState;
  readonly login: LoginState;
  readonly mailbox: MailboxState;
  readonly handle: HandleState;
  readonly session: SessionState;
  readonly account: AccountState;
  readonly invitation: InvitationState;
  readonly key: KeyState;
};

/** The kinds of stream. */
export type StreamKind = keyof StateOf;

/** A stream's name; a fact that may exist once is a stream whose name is the fact. */
export type StreamName = string;

/** A stream, with its kind, which says what it folds to. */
export type Stream<K extends StreamKind = StreamKind> = { readonly kind: K; readonly name: StreamName };

const named =
  <K extends StreamKind, Id extends string>(kind: K) =>
  (id: Id): Stream<K> => ({ kind, name: `${kind}-${id}` });

/** The one stream about the log itself. */
export const logStream: Stream<'log'> = { kind: 'log', name: 'log' };
/** The stream of an identity. */
export const identityStream = named<'identity', IdentityId>('identity');
/** The stream that is the claim on a login. */
export const loginStream = named<'login', ClaimDigest>('login');
/** The stream that is the claim on an address in the social realm. */
export const mailboxStream = named<'mailbox', ClaimDigest>('mailbox');
/** The stream that is the claim on a handle. */
export const handleStream = named<'handle', Handle>('handle');
/** The stream of a session. */
export const sessionStream = named<'session', SessionId>('session');
/** The stream of an account of any kind. */
export const accountStream = named<'account', AccountId>('account');
/** The stream of an invitation. */
export const invitationStream = named<'invitation', InvitationId>('invitation');
/** The stream of a key. */
export const keyStream = named<'key', KeyId>('key');

type Fold<S> = { readonly initial: S; readonly evolve: (state: S, event: never) => S };

/** The fold of each kind of stream: where it begins, and what each event makes of it. */
export const folds: { readonly [K in StreamKind]: Fold<StateOf[K]> } = {
  log: { initial: unopenedLog, evolve: evolveLog },
  identity: { initial: unknownIdentity, evolve: evolveIdentity },
  login: { initial: freeLogin, evolve: evolveLogin },
  mailbox: { initial: freeMailbox, evolve: evolveMailbox },
  handle: { initial: freeHandle, evolve: evolveHandle },
  session: { initial: unknownSession, evolve: evolveSession },
  account: { initial: unknownAccount, evolve: evolveAccount },
  invitation: { initial: unknownInvitation, evolve: evolveInvitation },
  key: { initial: unknownKey, evolve: evolveKey },
};
