import type { AccountId, IdentityId, Realm, SessionId } from '../../vocabulary/index.js';
import type { IdentityEvent } from './events.js';

/** An identity that was registered: its realm, its logins' issuers, the accounts it belongs to, its sessions' generation. */
export type RegisteredIdentity = {
  readonly in: 'registered';
  readonly identityId: IdentityId;
  readonly realm: Realm;
  readonly issuers: ReadonlyArray<string>;
  readonly generation: number;
  readonly except: SessionId | undefined;
  readonly accounts: ReadonlyArray<AccountId>;
  readonly personalAccount: AccountId | undefined;
};

/** An identity: not known, or registered. */
export type IdentityState = { readonly in: 'unknown' } | RegisteredIdentity;

/** An identity that nobody registered. */
export const unknownIdentity: IdentityState = { in: 'unknown' };

const evolveRegistered = (state: RegisteredIdentity, event: IdentityEvent): RegisteredIdentity => {
  switch (event.type) {
    case 'IdentityRegistered':
      return state;
    case 'LoginLinked':
      return { ...state, issuers: [...state.issuers, event.issuer] };
    case 'SessionsInvalidated':
      return { ...state, generation: event.generation, except: event.except };
    case 'AccountJoined':
      return {
        ...state,
        accounts: [...state.accounts, event.accountId],
        personalAccount: event.kind === 'personal' ? event.accountId : state.personalAccount,
      };
    case 'AccountLeft':
      return { ...state, accounts: state.accounts.filter((id) => id !== event.accountId) };
  }
};

/** Folds one event into an identity's state. */
export const evolveIdentity = (state: IdentityState, event: IdentityEvent): IdentityState => {
  if (state.in === 'registered') return evolveRegistered(state, event);
  if (event.type !== 'IdentityRegistered') return state;
  return {
    in: 'registered',
    identityId: event.identityId,
    realm: event.realm,
    issuers: [],
    generation: 0,
    except: undefined,
    accounts: [],
    personalAccount: undefined,
  };
};

/** Whether a session born in `generation` still counts for this identity. */
export const sessionCounts = (
  identity: { readonly generation: number; readonly except: SessionId | undefined },
  session: { readonly sessionId: SessionId; readonly generation: number },
): boolean => session.generation >= identity.generation || session.sessionId === identity.except;
