import { goes, joins } from '../../../authority/index.js';
import type { Fact, States } from '../../../decision.js';
import { accountStream, identityStream } from '../../../facts/index.js';
import { type AccountId, type ClaimDigest, type Role, roleOrder } from '../../../vocabulary/index.js';
import type { Way } from './claims.js';

const personalPasses = (accountId: AccountId, { from, to }: Way): ReadonlyArray<Fact> => [
  {
    stream: accountStream(accountId),
    event: { type: 'PersonalAccountPassed', accountId, identityId: to, fromId: from },
  },
  {
    stream: identityStream(to),
    event: { type: 'AccountJoined', identityId: to, accountId, kind: 'personal' },
  },
  { stream: identityStream(from), event: { type: 'AccountLeft', identityId: from, accountId } },
];

const isHigher = (one: Role, other: Role): boolean => roleOrder.indexOf(one) < roleOrder.indexOf(other);

type Joining = { readonly accountId: AccountId; readonly through: ClaimDigest | undefined };

const stays = (
  { accountId, through }: Joining,
  identityId: Way['to'],
  { brought, had }: { readonly brought: Role; readonly had: Role | undefined },
): ReadonlyArray<Fact> => {
  if (had === undefined)
    return joins({ accountId, identityId }, brought, {
      by: 'merge',
      ...(through === undefined ? {} : { through }),
    });
  if (!isHigher(brought, had)) return [];
  const event = { type: 'RoleChanged' as const, accountId, identityId, from: had, to: brought };
  return [{ stream: accountStream(accountId), event }];
};

/** What becomes of an account of one identity when it merges into another: a team has them once, with the higher role. */
export const accountsPass = (joining: Joining, way: Way, states: States): ReadonlyArray<Fact> => {
  const { accountId } = joining;
  const account = states(accountStream(accountId));
  if (account.in === 'unknown') return [];
  if (account.holder.kind === 'personal') return personalPasses(accountId, way);
  const { members } = account.holder;
  const brought = members.get(way.from);
  if (brought === undefined) return [];
  return [
    ...stays(joining, way.to, { brought, had: members.get(way.to) }),
    ...goes({ accountId, identityId: way.from }, 'MemberLeft'),
  ];
};
