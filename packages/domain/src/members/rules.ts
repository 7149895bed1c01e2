import { type Either, left, right } from 'fp-ts/lib/Either.js';
import type { Holder } from '../facts/account/index.js';
import type { AccountId, IdentityId, Role } from '../vocabulary/index.js';

/** The change would leave the team without an admin. */
export type TeamKeepsAnAdmin = { readonly type: 'TeamKeepsAnAdmin'; readonly accountId: AccountId };

/** There is no such member in this team. */
export type MemberUnknown = { readonly type: 'MemberUnknown' };

/** A team keeps at least one admin, whoever changes role, leaves or is removed. */
export const teamKeepsAnAdmin = (
  members: ReadonlyMap<IdentityId, Role>,
  change: { readonly accountId: AccountId; readonly identityId: IdentityId; readonly to: Role | 'gone' },
): Either<TeamKeepsAnAdmin, true> => {
  const others = [...members].filter(([id, role]) => id !== change.identityId && role === 'admin');
  return change.to === 'admin' || others.length > 0
    ? right(true)
    : left({ type: 'TeamKeepsAnAdmin', accountId: change.accountId });
};

/** Members are changed and removed where they belong; of others there is nothing to say. */
export const memberOf = (holder: Holder, identityId: IdentityId): Either<MemberUnknown, Role> => {
  const role = holder.kind === 'team' ? holder.members.get(identityId) : undefined;
  return role === undefined ? left({ type: 'MemberUnknown' }) : right(role);
};
