import {
  AccountId,
  AccountKind,
  closed,
  ConnectionId,
  Handle,
  IdentityId,
  KeyId,
  Realm,
  Role,
  Scope,
  SessionId,
} from '@recount/domain/vocabulary';
import * as t from 'io-ts';
import { plain, route } from '../../route.js';
import { AccountName, Moment } from '../../words.js';
import { SignInMethod } from '../sessions.js';

/** Whether an account is in use. */
export const AccountState = t.keyof({ open: null, archived: null }, 'AccountState');
export type AccountState = t.TypeOf<typeof AccountState>;

const brief = { accountId: AccountId, kind: AccountKind, handle: Handle, state: AccountState };

/** An account that one may work in, and in a team as what. */
export const AccountBrief = closed('AccountBrief', brief, { name: t.string, role: Role });
export type AccountBrief = t.TypeOf<typeof AccountBrief>;

/** The account that a request works under, and what may be done there. */
export const ActiveAccount = closed(
  'ActiveAccount',
  { ...brief, actions: t.readonlyArray(t.string) },
  { name: t.string, role: Role },
);
export type ActiveAccount = t.TypeOf<typeof ActiveAccount>;

/** A login that proves who one is; `provider` is what people call whoever vouches for it. */
export const LoginShown = closed(
  'LoginShown',
  { issuer: t.string, provider: t.string, linkedAt: Moment },
  { name: t.string, email: t.string },
);
export type LoginShown = t.TypeOf<typeof LoginShown>;

/** The single sign-on that somebody signed in through, and what people call it. */
export const ConnectionShown = closed('ConnectionShown', { connectionId: ConnectionId, title: t.string });
export type ConnectionShown = t.TypeOf<typeof ConnectionShown>;

/**
 * A person: who they are, where they work now (or the account that they lost), and where they may work. `singleSignOn`
 * is told to whoever came another way, with an address of a company that has one.
 */
export const PersonMe = closed(
  'PersonMe',
  {
    type: t.literal('person'),
    identityId: IdentityId,
    sessionId: SessionId,
    realm: Realm,
    expiresAt: Moment,
    logins: t.readonlyArray(LoginShown),
    accounts: t.readonlyArray(AccountBrief),
  },
  {
    name: t.string,
    email: t.string,
    active: ActiveAccount,
    lostContext: AccountId,
    connection: ConnectionShown,
    singleSignOn: SignInMethod,
  },
);
export type PersonMe = t.TypeOf<typeof PersonMe>;

/** A key: the account that it acts as, and what it may do. */
export const KeyMe = closed(
  'KeyMe',
  { type: t.literal('key'), keyId: KeyId, scope: Scope, active: ActiveAccount },
  { expiresAt: Moment },
);
export type KeyMe = t.TypeOf<typeof KeyMe>;

/** Whoever asks. */
export const Me = t.union([PersonMe, KeyMe], 'Me');
export type Me = t.TypeOf<typeof Me>;

/** The routes about whoever asks. */
export const meRoutes = {
  whoAmI: route(
    {
      name: 'whoAmI',
      method: 'GET',
      path: '/v1/me',
      area: 'me',
      summary: 'Who is asking, and where they may work',
    },
    { ...plain, answer: Me },
  ),
  switchContext: route(
    {
      name: 'switchContext',
      method: 'PUT',
      path: '/v1/me/context',
      area: 'me',
      summary: 'Works under another account from now on, in this session',
      problems: ['ContextNeedsMembership', 'PeopleManagePeople'],
    },
    {
      ...plain,
      body: closed('NewContext', { account: AccountName }),
      answer: closed('Context', { accountId: AccountId }),
    },
  ),
};
