import type * as t from 'io-ts';
import * as account from './account/events.js';
import * as handle from './handle/events.js';
import * as identity from './identity/events.js';
import * as invitation from './invitation/events.js';
import * as key from './key/events.js';
import * as log from './log/events.js';
import * as login from './login/events.js';
import * as mailbox from './mailbox/events.js';
import * as session from './session/events.js';
import type { StreamKind } from './streams.js';

/** Everything that can happen. */
export type Event =
  | account.AccountEvent
  | handle.HandleEvent
  | identity.IdentityEvent
  | invitation.InvitationEvent
  | key.KeyEvent
  | log.LogEvent
  | login.LoginEvent
  | mailbox.MailboxEvent
  | session.SessionEvent;

/** An event's type: the name of its codec. */
export type EventType = Event['type'];

type Entry<T extends EventType> = {
  readonly kind: StreamKind;
  readonly version: number;
  readonly codec: t.Type<Extract<Event, { readonly type: T }>>;
};

const v1 = <K extends StreamKind, C>(kind: K, codec: C) => ({ kind, version: 1, codec }) as const;

/** Each event with the kind of stream it stands in, the version written today, and its codec. */
export const registry: { readonly [T in EventType]: Entry<T> } = {
  LogOpened: v1('log', log.LogOpened),
  ClaimKeyAdded: v1('log', log.ClaimKeyAdded),
  ClaimKeyRetired: v1('log', log.ClaimKeyRetired),
  IdentityRegistered: v1('identity', identity.IdentityRegistered),
  LoginLinked: v1('identity', identity.LoginLinked),
  AddressVouched: v1('identity', identity.AddressVouched),
  LoginUnlinked: v1('identity', identity.LoginUnlinked),
  SessionsInvalidated: v1('identity', identity.SessionsInvalidated),
  AccountJoined: v1('identity', identity.AccountJoined),
  AccountLeft: v1('identity', identity.AccountLeft),
  IdentitiesMerged: v1('identity', identity.IdentitiesMerged),
  LoginClaimed: v1('login', login.LoginClaimed),
  LoginReleased: v1('login', login.LoginReleased),
  MailboxClaimed: v1('mailbox', mailbox.MailboxClaimed),
  MailboxReleased: v1('mailbox', mailbox.MailboxReleased),
  HandleClaimed: v1('handle', handle.HandleClaimed),
  HandleReleased: v1('handle', handle.HandleReleased),
  SessionStarted: v1('session', session.SessionStarted),
  ContextSwitched: v1('session', session.ContextSwitched),
  SessionEnded: v1('session', session.SessionEnded),
  PersonalAccountOpened: v1('account', account.PersonalAccountOpened),
  PersonalAccountPassed: v1('account', account.PersonalAccountPassed),
  TeamCreated: v1('account', account.TeamCreated),
  AccountRenamed: v1('account', account.AccountRenamed),
  HandleChanged: v1('account', account.HandleChanged),
  AccountArchived: v1('account', account.AccountArchived),
  AccountRestored: v1('account', account.AccountRestored),
  MemberJoined: v1('account', account.MemberJoined),
  RoleChanged: v1('account', account.RoleChanged),
  MemberRemoved: v1('account', account.MemberRemoved),
  MemberLeft: v1('account', account.MemberLeft),
  MemberInvited: v1('invitation', invitation.MemberInvited),
  InvitationAccepted: v1('invitation', invitation.InvitationAccepted),
  InvitationDeclined: v1('invitation', invitation.InvitationDeclined),
  InvitationRevoked: v1('invitation', invitation.InvitationRevoked),
  KeyIssued: v1('key', key.KeyIssued),
  KeyRenamed: v1('key', key.KeyRenamed),
  KeyRotated: v1('key', key.KeyRotated),
  KeyRevoked: v1('key', key.KeyRevoked),
};
