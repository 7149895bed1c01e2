import { type Either, left, right } from 'fp-ts/lib/Either.js';
import type { ExistingAccount } from '../facts/account/index.js';
import type { AccountId } from '../vocabulary/index.js';
import { mayI, type Standing } from './may-i.js';
import type { PeopleManagePeople } from './standing.js';
import type { Action } from './table.js';

/** There is no such account for whoever asks: what one may not see answers like what does not exist. */
export type AccountUnknown = { readonly type: 'AccountUnknown' };

/** Whoever asks belongs to the account, and may not do this there. */
export type ActionNeedsPermission = {
  readonly type: 'ActionNeedsPermission';
  readonly accountId: AccountId;
  readonly action: Action;
};

/** The account is archived. */
export type ArchivedAccountsAreQuiet = {
  readonly type: 'ArchivedAccountsAreQuiet';
  readonly accountId: AccountId;
};

const aboutPeople: ReadonlySet<Action> = new Set(['members:invite', 'members:change', 'members:remove']);

// One may look, take away, and bring back.
const allowedInArchive: ReadonlySet<Action> = new Set([
  'account:read',
  'account:archive',
  'account:restore',
  'members:read',
  'members:remove',
  'keys:read',
  'keys:revoke',
  'apps:read',
  'secrets:list',
  'billing:read',
  'history:read',
]);

/** A key never invites, promotes or removes a person. */
export const peopleManagePeople = (
  standing: Standing,
  action: Action,
): Either<PeopleManagePeople, Standing> =>
  standing.as === 'key' && aboutPeople.has(action)
    ? left({ type: 'PeopleManagePeople', action })
    : right(standing);

/** Each action asks for a right that the permission table gives. */
export const actionNeedsPermission =
  (account: Pick<ExistingAccount, 'accountId' | 'in'>, action: Action) =>
  (standing: Standing): Either<ActionNeedsPermission, Standing> =>
    mayI(standing, action)
      ? right(standing)
      : left({ type: 'ActionNeedsPermission', accountId: account.accountId, action });

/** An archived account keeps everything and refuses use, until an admin restores it; keys and members can go. */
export const archivedAccountsAreQuiet =
  (account: Pick<ExistingAccount, 'accountId' | 'in'>, action: Action) =>
  (standing: Standing): Either<ArchivedAccountsAreQuiet, Standing> =>
    account.in === 'open' || allowedInArchive.has(action)
      ? right(standing)
      : left({ type: 'ArchivedAccountsAreQuiet', accountId: account.accountId });

/** The account cannot be the context: one does not belong to it, or there is none. */
export type ContextNeedsMembership = { readonly type: 'ContextNeedsMembership' };

/** One works under accounts that one belongs to, and under no other. */
export const contextNeedsMembership = (standing: Standing): Either<ContextNeedsMembership, Standing> =>
  standing.as === 'stranger' ? left({ type: 'ContextNeedsMembership' }) : right(standing);
