import type { CommandOf, Fact } from '@recount/domain';
import type { Event } from '@recount/domain/facts';
import type { LinkedBy, MailboxFate } from '@recount/domain/facts/identity';
import type { Claims, Realm } from '@recount/domain/vocabulary';
import { factOf, sealed } from './given-when-then.js';
import { loginText } from './history.js';
import {
  accountId,
  claims,
  digest,
  github,
  handle,
  hashOf,
  identityId,
  now,
  type Person,
  sessionId,
  social,
  tomorrow,
} from './people.js';

/** What a new identity would be called in a sign-in. */
export const fresh = {
  identityId: identityId(91),
  accountId: accountId(91),
  handles: [handle('brave-otter-1'), handle('brave-otter-2'), handle('brave-otter-3')],
} as const;

/** The session that a sign-in starts. */
export const newSession = { sessionId: sessionId(91), tokenHash: hashOf('a fresh token'), expires: tomorrow };

const origin = { address: '192.0.2.7', agent: 'a browser' };
const profileOf = ({ email }: Person) => ({ subject: email, email, name: 'as the provider says' });

// All who come through a connection have addresses in the one domain that it has verified.
const within = { verified: ['example.org'], ofAddress: 'example.org' };

type How = {
  readonly issuer?: string;
  readonly realm?: Realm;
  readonly name?: (what: string) => Claims;
  readonly verified?: boolean;
  readonly more?: Partial<Pick<CommandOf<'SignIn'>, 'lastContext' | 'address' | 'candidates' | 'domains'>>;
};

/** Somebody comes back from a provider with a proven login, and by default a verified address. */
export const signIn = (person: Person, how: How = {}): CommandOf<'SignIn'> => {
  const { issuer = github, realm = social, name = claims, verified = true, more = {} } = how;
  const login = name(loginText(person, issuer));
  return {
    type: 'SignIn',
    actor: { type: 'login', login: login.newest },
    at: now,
    login,
    issuer,
    realm,
    session: newSession,
    candidates: { ...fresh, handles: [...fresh.handles] },
    profile: profileOf(person),
    origin,
    address: { verified, mailbox: name(person.email) },
    ...(realm.type === 'connection' ? { domains: within } : {}),
    ...more,
  };
};

type Landed = {
  readonly identity?: Person['identityId'];
  readonly generation?: number;
  readonly context?: Person['accountId'];
  readonly addresses?: ReadonlyArray<Claims['newest']>;
  readonly lostContext?: Person['accountId'];
};

/** The session that a sign-in starts: by default the new person's own, with no address. */
export const session = (wish: CommandOf<'SignIn'>, landed: Landed = {}) => {
  const { identity = fresh.identityId, lostContext } = landed;
  const event: Event = {
    type: 'SessionStarted',
    ...newSession,
    identityId: identity,
    assurance: { login: wish.login.newest, issuer: wish.issuer, realm: wish.realm },
    generation: landed.generation ?? 0,
    context: landed.context ?? fresh.accountId,
    addresses: landed.addresses ?? [],
    startedAt: now,
    ...(lostContext === undefined ? {} : { lostContext }),
  };
  return sealed(event, identity, origin);
};

/** The login is linked, and what its provider said is sealed for the person. */
export const linked = (
  wish: CommandOf<'SignIn'>,
  how: { by: LinkedBy; mailbox: MailboxFate; to?: Person },
) => {
  const identity = how.to?.identityId ?? fresh.identityId;
  const event: Event = {
    type: 'LoginLinked',
    identityId: identity,
    login: wish.login.newest,
    issuer: wish.issuer,
    by: how.by,
    mailbox: how.mailbox,
  };
  return sealed(event, identity, wish.profile);
};

/** The login vouches for its address. */
export const vouched = (wish: CommandOf<'SignIn'>, to: Pick<Person, 'identityId'> = fresh): Fact =>
  factOf({
    type: 'AddressVouched',
    identityId: to.identityId,
    login: wish.login.newest,
    mailbox: wish.address?.mailbox.newest ?? wish.login.newest,
  });

/** All that a new person's sign-in writes, with the mailbox if one is claimed. */
export const registers = (wish: CommandOf<'SignIn'>, mailbox: MailboxFate, taken = fresh.handles[0]) => {
  const { identityId: identity, accountId: account } = fresh;
  const addresses = wish.address?.verified === true ? [wish.address.mailbox] : [];
  const claimed: ReadonlyArray<Event> =
    mailbox === 'claimed'
      ? addresses.map(({ newest }) => ({ type: 'MailboxClaimed', mailbox: newest, identityId: identity }))
      : [];
  return [
    factOf({ type: 'IdentityRegistered', identityId: identity, realm: wish.realm }),
    linked(wish, { by: 'registration', mailbox }),
    factOf({ type: 'LoginClaimed', login: wish.login.newest, identityId: identity }),
    ...claimed.map(factOf),
    ...(claimed.length > 0 ? [vouched(wish)] : []),
    factOf({ type: 'HandleClaimed', handle: taken, accountId: account }),
    factOf({ type: 'PersonalAccountOpened', accountId: account, identityId: identity, handle: taken }),
    factOf({ type: 'AccountJoined', identityId: identity, accountId: account, kind: 'personal' }),
    session(wish, { addresses: addresses.flatMap(({ newest, older }) => [newest, ...older]) }),
  ];
};

/** Where the claim on somebody's login stands. */
export const loginOf = (person: Person, issuer: string = github) => digest(loginText(person, issuer));
