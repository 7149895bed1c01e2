import type { Fact, States } from '../../decision.js';
import type { RegisteredIdentity } from '../../facts/identity/index.js';
import { identityStream, mailboxStream } from '../../facts/index.js';
import { type ClaimDigest, type Claims, type IdentityId, namesOf } from '../../vocabulary/index.js';

type Vouching = RegisteredIdentity['vouched'][number];

const isClaimed = (name: ClaimDigest, by: IdentityId, states: States): boolean => {
  const claim = states(mailboxStream(name));
  return claim.in === 'claimed' && claim.identityId === by;
};

// Whoever vouched for it under an older name does so under the newest, in the same order.
const carriedOver = (
  { newest, older }: Claims,
  vouched: ReadonlyArray<Vouching>,
): ReadonlyArray<Vouching> => {
  const logins = vouched.flatMap(({ login, mailbox }) => (older.includes(mailbox) ? [login] : []));
  return [...new Set(logins)].map((login) => ({ login, mailbox: newest }));
};

/**
 * A login's word for an address that the identity holds or claims now: under every name that it is claimed by, so that of
 * several logins the last to vouch is the same under each. What was said before is not said again.
 */
export const vouches = (
  { identityId, vouched }: Pick<RegisteredIdentity, 'identityId' | 'vouched'>,
  { login, mailbox }: { readonly login: ClaimDigest; readonly mailbox: Claims | undefined },
  states: States,
): ReadonlyArray<Fact> => {
  if (mailbox === undefined) return [];
  const older = mailbox.older.filter((name) => isClaimed(name, identityId, states));
  const own = [mailbox.newest, ...older].map((name) => ({ login, mailbox: name }));
  const isNew = (one: Vouching, at: number, all: ReadonlyArray<Vouching>): boolean =>
    ![...vouched, ...all.slice(0, at)].some(
      (other) => other.login === one.login && other.mailbox === one.mailbox,
    );
  return [...carriedOver(mailbox, vouched), ...own].filter(isNew).map((one) => ({
    stream: identityStream(identityId),
    event: { type: 'AddressVouched', identityId, ...one },
  }));
};

/** The name that a login of the identity was linked under. */
export const linkedNameOf = (login: Claims, { logins }: RegisteredIdentity): ClaimDigest | undefined =>
  logins.map((one) => one.login).find((name) => namesOf(login).includes(name));
