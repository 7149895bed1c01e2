import type { AccountId, DisplayName, Handle, IdentityId, Role } from '../../vocabulary/index.js';
import type { AccountEvent } from './events.js';

/** Who an account is for: one person for ever, or the members of a team. */
export type Holder =
  | { readonly kind: 'personal'; readonly ownerId: IdentityId }
  | { readonly kind: 'team'; readonly name: DisplayName; readonly members: ReadonlyMap<IdentityId, Role> };

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
      return { in: 'open', accountId, handle, holder: { kind: 'team', name, members: new Map() } };
    }
    default:
      return unknownAccount;
  }
};

const evolveHolder = (holder: Holder, event: AccountEvent): Holder => {
  if (holder.kind === 'personal') return holder;
  switch (event.type) {
    case 'AccountRenamed':
      return { ...holder, name: event.name ?? holder.name };
    case 'MemberJoined':
      return { ...holder, members: new Map([...holder.members, [event.identityId, event.role]]) };
    case 'RoleChanged':
      return { ...holder, members: new Map([...holder.members, [event.identityId, event.to]]) };
    case 'MemberRemoved':
    case 'MemberLeft':
      return { ...holder, members: new Map([...holder.members].filter(([id]) => id !== event.identityId)) };
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
