import type { AccountId, DisplayName, Handle, IdentityId, Role } from '../../vocabulary/index.js';
import type { AccountEvent } from './events.js';

/** A team's members; how many were ever removed from it, and the how-manieth of them each was who was. */
export type Team = {
  readonly kind: 'team';
  readonly name: DisplayName;
  readonly members: ReadonlyMap<IdentityId, Role>;
  readonly removals: number;
  readonly removed: ReadonlyMap<IdentityId, number>;
};

/** Who an account is for: one person, or the members of a team. */
export type Holder = { readonly kind: 'personal'; readonly ownerId: IdentityId } | Team;

/** An account that exists, in use or archived. */
export type ExistingAccount = {
  readonly in: 'open' | 'archived';
  readonly accountId: AccountId;
  readonly handle: Handle;
  readonly holder: Holder;
};

/** An account: not known, in use, or archived. */
export type AccountState = { readonly in: 'unknown' } | ExistingAccount;

/** An account that nobody opened. */
export const unknownAccount: AccountState = { in: 'unknown' };

const opened = (event: AccountEvent): AccountState => {
  switch (event.type) {
    case 'PersonalAccountOpened': {
      const { accountId, handle, identityId } = event;
      return { in: 'open', accountId, handle, holder: { kind: 'personal', ownerId: identityId } };
    }
    case 'TeamCreated': {
      const { accountId, handle, name } = event;
      const nobody: Team = { kind: 'team', name, members: new Map(), removals: 0, removed: new Map() };
      return { in: 'open', accountId, handle, holder: nobody };
    }
    default:
      return unknownAccount;
  }
};

const without = (members: Team['members'], identityId: IdentityId): Team['members'] =>
  new Map([...members].filter(([id]) => id !== identityId));

const removedFrom = (team: Team, identityId: IdentityId): Team => {
  const removals = team.removals + 1;
  return { ...team, removals, removed: new Map([...team.removed, [identityId, removals]]) };
};

const evolveOwner = (holder: Extract<Holder, { kind: 'personal' }>, event: AccountEvent): Holder =>
  event.type === 'PersonalAccountPassed' ? { ...holder, ownerId: event.identityId } : holder;

const evolveHolder = (holder: Holder, event: AccountEvent): Holder => {
  if (holder.kind === 'personal') return evolveOwner(holder, event);
  switch (event.type) {
    case 'AccountRenamed':
      return { ...holder, name: event.name ?? holder.name };
    case 'MemberJoined':
      return { ...holder, members: new Map([...holder.members, [event.identityId, event.role]]) };
    case 'RoleChanged':
      return { ...holder, members: new Map([...holder.members, [event.identityId, event.to]]) };
    case 'MemberRemoved':
      return removedFrom({ ...holder, members: without(holder.members, event.identityId) }, event.identityId);
    case 'MemberLeft':
      return { ...holder, members: without(holder.members, event.identityId) };
    default:
      return holder;
  }
};

/** Folds one event into an account's state. */
export const evolveAccount = (state: AccountState, event: AccountEvent): AccountState => {
  if (state.in === 'unknown') return opened(event);
  switch (event.type) {
    case 'AccountArchived':
      return { ...state, in: 'archived' };
    case 'AccountRestored':
      return { ...state, in: 'open' };
    case 'HandleChanged':
      return { ...state, handle: event.to };
    default:
      return { ...state, holder: evolveHolder(state.holder, event) };
  }
};
