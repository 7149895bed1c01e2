import { AccountId, AccountKind, closed, DisplayName, Handle, Role } from '@recount/domain/vocabulary';
import * as t from 'io-ts';
import { type Method, plain, route } from '../route.js';
import { Moment, ReadAsOf, underAccount } from '../words.js';
import { AccountState } from './me/me.js';

/** An account: what it is, what the one who asks is to it, and what they may do there. */
export const AccountShown = closed(
  'AccountShown',
  {
    accountId: AccountId,
    kind: AccountKind,
    handle: Handle,
    state: AccountState,
    openedAt: Moment,
    revision: t.number,
    actions: t.readonlyArray(t.string),
  },
  { name: t.string, role: Role },
);
export type AccountShown = t.TypeOf<typeof AccountShown>;

const OfAccount = closed('OfAccount', underAccount);
const path = '/v1/accounts/:account';

const told = (name: string, method: Method, summary: string) =>
  ({ name, method, path, area: 'accounts', summary, problems: ['AccountUnknown'] }) as const;

const quiet = ['AccountUnknown', 'ActionNeedsPermission', 'ArchivedAccountsAreQuiet'] as const;
const StateOfAccount = closed('StateOfAccount', { accountId: AccountId, state: AccountState });

/** The routes about an account. */
export const accountRoutes = {
  readAccount: route(told('readAccount', 'GET', 'What an account is'), {
    ...plain,
    params: OfAccount,
    query: ReadAsOf,
    answer: AccountShown,
  }),
  renameAccount: route(
    {
      ...told('renameAccount', 'PATCH', 'Gives an account another name'),
      problems: [...quiet, 'RevisionMoved'],
    },
    {
      ...plain,
      params: OfAccount,
      body: closed('NewAccountName', { name: DisplayName }),
      answer: closed('RenamedAccount', { accountId: AccountId, name: DisplayName }),
    },
  ),
  changeHandle: route(
    {
      ...told('changeHandle', 'PUT', 'Gives an account another handle; the one before rests for 90 days'),
      path: `${path}/handle`,
      problems: [...quiet, 'HandleIsTakenOnce', 'RevisionMoved'],
    },
    {
      ...plain,
      params: OfAccount,
      body: closed('NewHandle', { handle: Handle }),
      answer: closed('ChangedHandle', { accountId: AccountId, handle: Handle }),
    },
  ),
  archiveAccount: route(
    {
      ...told('archiveAccount', 'POST', 'Puts an account to rest: all is kept, nothing may be used'),
      path: `${path}/archive`,
      problems: ['AccountUnknown', 'ActionNeedsPermission', 'RevisionMoved'],
    },
    { ...plain, params: OfAccount, answer: StateOfAccount },
  ),
  restoreAccount: route(
    {
      ...told('restoreAccount', 'POST', 'Brings an archived account back into use'),
      path: `${path}/restore`,
      problems: ['AccountUnknown', 'ActionNeedsPermission', 'RevisionMoved'],
    },
    { ...plain, params: OfAccount, answer: StateOfAccount },
  ),
};
