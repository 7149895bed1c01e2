import {
  type AccountUnknown,
  type Action,
  type ActionNeedsPermission,
  actionNeedsPermission,
  allowedActions,
  type ArchivedAccountsAreQuiet,
  archivedAccountsAreQuiet,
  type Standing,
} from '@recount/domain/authority';
import { AccountId, Handle } from '@recount/domain/vocabulary';
import type { AccountDocument } from '@recount/projections';
import { chainW, type Either, isLeft, left, map, mapLeft, right } from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { Fault } from '../node/faults.js';
import type { Gate } from './gate.js';
import type { Access, ContextLost, Who } from './who.js';

const accountUnknown: Either<AccountUnknown, never> = left({ type: 'AccountUnknown' });

const standingOf = async (
  who: Who,
  account: AccountDocument,
  gate: Gate,
): Promise<Either<Fault, Standing>> => {
  if (who.type === 'key')
    return right(who.accountId === account.accountId ? { as: 'key', scope: who.scope } : { as: 'stranger' });
  const { identityId } = who.actor;
  if (account.kind === 'personal')
    return right(account.ownerId === identityId ? { as: 'owner' } : { as: 'stranger' });
  const membership = await gate.memberships.find(`${identityId}/${account.accountId}`);
  if (isLeft(membership)) return membership;
  const role = membership.right?.role;
  return right(role === undefined ? { as: 'stranger' } : { as: 'member', role });
};

const visibleTo = async (
  who: Who,
  accountId: AccountId,
  gate: Gate,
): Promise<Either<Fault | AccountUnknown, Access>> => {
  const open = gate.open();
  if (isLeft(open)) return open;
  const found = await gate.accounts.find(accountId);
  if (isLeft(found)) return found;
  const account = found.right;
  if (account === undefined) return accountUnknown;
  const standing = await standingOf(who, account, gate);
  if (isLeft(standing)) return standing;
  if (standing.right.as === 'stranger') return accountUnknown;
  return right({ account, standing: standing.right, actions: allowedActions(standing.right) });
};

/** Whether somebody may do this under an account. An account that one is a stranger to answers like none. */
export const access =
  (gate: Gate) =>
  async (
    who: Who,
    accountId: AccountId,
    action: Action,
  ): Promise<Either<Fault | AccountUnknown | ActionNeedsPermission | ArchivedAccountsAreQuiet, Access>> => {
    const seen = await visibleTo(who, accountId, gate);
    if (isLeft(seen)) return seen;
    const { account, standing } = seen.right;
    const acted = { accountId, in: account.state };
    return pipe(
      actionNeedsPermission(acted, action)(standing),
      chainW(archivedAccountsAreQuiet(acted, action)),
      map(() => seen.right),
    );
  };

/** The account that a session works under or a key belongs to, if it may still be used. */
export const context =
  (gate: Gate) =>
  async (who: Who): Promise<Either<Fault | ContextLost, Access>> => {
    const accountId = who.type === 'key' ? who.accountId : who.context;
    const seen = await visibleTo(who, accountId, gate);
    return pipe(
      seen,
      mapLeft((why) => (why.type === 'AccountUnknown' ? { type: 'ContextLost' as const, accountId } : why)),
    );
  };

/** The account that somebody names: by id, by handle, or `personal` for their own. */
export const findAccount =
  (gate: Gate) =>
  async (who: Who, name: string): Promise<Either<Fault | AccountUnknown, AccountId>> => {
    if (AccountId.is(name)) return right(name);
    if (name === 'personal') return ownAccount(who, gate);
    const handle = name.toLowerCase();
    if (!Handle.is(handle)) return accountUnknown;
    const found = await gate.handles.find(handle);
    if (isLeft(found)) return found;
    return found.right === undefined ? accountUnknown : right(found.right.accountId);
  };

const ownAccount = async (who: Who, gate: Gate): Promise<Either<Fault | AccountUnknown, AccountId>> => {
  if (who.type === 'key') return accountUnknown;
  const identity = await gate.identities.find(who.actor.identityId);
  if (isLeft(identity)) return identity;
  const personal = identity.right?.personalAccount;
  return personal === undefined ? accountUnknown : right(personal);
};
