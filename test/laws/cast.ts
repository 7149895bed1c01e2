import { identityStream } from '@recount/domain/facts';
import { sessionCounts } from '@recount/domain/facts/identity';
import type { SentInvitation } from '@recount/domain/facts/invitation';
import type { StartedSession } from '@recount/domain/facts/session';
import type { AccountId, IdentityId, KeyId } from '@recount/domain/vocabulary';
import type { SmallWorld } from './small-world.js';

/** All who and what there is. */
export type Cast = {
  readonly sessions: ReadonlyArray<StartedSession>;
  readonly accounts: ReadonlyArray<AccountId>;
  readonly identities: ReadonlyArray<IdentityId>;
  readonly invitations: ReadonlyArray<SentInvitation>;
  readonly keys: ReadonlyArray<{ readonly keyId: KeyId; readonly accountId: AccountId }>;
};

const existing = <S extends { readonly in: string }>(
  states: Map<string, S>,
): ReadonlyArray<Exclude<S, { in: 'unknown' }>> =>
  [...states.values()].filter((state): state is Exclude<S, { in: 'unknown' }> => state.in !== 'unknown');

const isGood = ({ stateOf, now }: SmallWorld, session: StartedSession): boolean => {
  const identity = stateOf(identityStream(session.identityId));
  return identity.in === 'registered' && sessionCounts(identity, session) && now() < session.expires;
};

/** Everything that exists in the world by now; teams, and sessions that are good, come last. */
export const castOf = (world: SmallWorld): Cast => ({
  sessions: existing(world.standing.session)
    .filter((session) => session.in === 'started')
    .sort((one, other) => Number(isGood(world, one)) - Number(isGood(world, other))),
  accounts: [...existing(world.standing.account)]
    .sort((one, other) => Number(one.holder.kind === 'team') - Number(other.holder.kind === 'team'))
    .map((account) => account.accountId),
  identities: existing(world.standing.identity).map((identity) => identity.identityId),
  invitations: existing(world.standing.invitation),
  keys: existing(world.standing.key),
});
