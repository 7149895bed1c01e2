import type { AccountId, ClaimDigest, IdentityId, Realm, SessionId } from '../../vocabulary/index.js';
import type {
  AccountJoined,
  AddressVouched,
  IdentityEvent,
  LoginLinked,
  LoginUnlinked,
  MailboxFate,
} from './events.js';

/** A login of an identity, by the name that it was linked under, and what became of its address then. */
export type LinkedLogin = {
  readonly login: ClaimDigest;
  readonly issuer: string;
  readonly mailbox: MailboxFate;
};

/** A login's word for an address. */
type Vouching = { readonly login: ClaimDigest; readonly mailbox: ClaimDigest };

/**
 * An identity that was registered: its realm, its logins and the addresses that they vouch for, in the order in which they
 * came, the accounts it belongs to and the logins that it joined them through, its sessions' generation.
 */
export type RegisteredIdentity = {
  readonly in: 'registered';
  readonly identityId: IdentityId;
  readonly realm: Realm;
  readonly logins: ReadonlyArray<LinkedLogin>;
  readonly vouched: ReadonlyArray<Vouching>;
  readonly generation: number;
  readonly except: SessionId | undefined;
  readonly accounts: ReadonlyArray<AccountId>;
  readonly through: ReadonlyMap<AccountId, ClaimDigest>;
  readonly personalAccount: AccountId | undefined;
};

/** An identity: not known, registered, or merged into another. */
export type IdentityState =
  | { readonly in: 'unknown' }
  | RegisteredIdentity
  | { readonly in: 'merged'; readonly identityId: IdentityId; readonly into: IdentityId };

/** An identity that nobody registered. */
export const unknownIdentity: IdentityState = { in: 'unknown' };

const linked = (state: RegisteredIdentity, { login, issuer, mailbox }: LoginLinked): RegisteredIdentity => ({
  ...state,
  logins: [...state.logins, { login, issuer, mailbox }],
});

const joined = (
  state: RegisteredIdentity,
  { accountId, kind, through }: AccountJoined,
): RegisteredIdentity => ({
  ...state,
  accounts: [...state.accounts, accountId],
  through: through === undefined ? state.through : new Map([...state.through, [accountId, through]]),
  // A personal account that was passed on comes beside one's own.
  personalAccount: kind === 'personal' ? (state.personalAccount ?? accountId) : state.personalAccount,
});

const left = (state: RegisteredIdentity, accountId: AccountId): RegisteredIdentity => ({
  ...state,
  accounts: state.accounts.filter((id) => id !== accountId),
  through: new Map([...state.through].filter(([id]) => id !== accountId)),
});

const unlinked = (state: RegisteredIdentity, login: ClaimDigest): RegisteredIdentity => ({
  ...state,
  logins: state.logins.filter((one) => one.login !== login),
  vouched: state.vouched.filter((one) => one.login !== login),
});

const withLogins = (
  state: RegisteredIdentity,
  event: LoginLinked | AddressVouched | LoginUnlinked,
): RegisteredIdentity => {
  switch (event.type) {
    case 'LoginLinked':
      return linked(state, event);
    case 'AddressVouched':
      return { ...state, vouched: [...state.vouched, { login: event.login, mailbox: event.mailbox }] };
    case 'LoginUnlinked':
      return unlinked(state, event.login);
  }
};

const evolveRegistered = (state: RegisteredIdentity, event: IdentityEvent): IdentityState => {
  switch (event.type) {
    case 'LoginLinked':
    case 'AddressVouched':
    case 'LoginUnlinked':
      return withLogins(state, event);
    case 'SessionsInvalidated':
      return { ...state, generation: event.generation, except: event.except };
    case 'AccountJoined':
      return joined(state, event);
    case 'AccountLeft':
      return left(state, event.accountId);
    case 'IdentitiesMerged':
      return { in: 'merged', identityId: event.identityId, into: event.into };
    default:
      return state;
  }
};

/** Folds one event into an identity's state. */
export const evolveIdentity = (state: IdentityState, event: IdentityEvent): IdentityState => {
  if (state.in === 'registered') return evolveRegistered(state, event);
  if (state.in === 'merged' || event.type !== 'IdentityRegistered') return state;
  return {
    in: 'registered',
    identityId: event.identityId,
    realm: event.realm,
    logins: [],
    vouched: [],
    generation: 0,
    except: undefined,
    accounts: [],
    through: new Map(),
    personalAccount: undefined,
  };
};

/** Whether a session born in `generation` still counts for this identity. */
export const sessionCounts = (
  identity: { readonly generation: number; readonly except: SessionId | undefined },
  session: { readonly sessionId: SessionId; readonly generation: number },
): boolean => session.generation >= identity.generation || session.sessionId === identity.except;
