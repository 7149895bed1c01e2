import { loginStream } from '@recount/domain/facts';
import type { LoginState } from '@recount/domain/facts/login';
import { type AccountId, type ClaimKeyId, type Claims, namesOf } from '@recount/domain/vocabulary';
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
import type { Fault } from '../../../node/faults.js';
import type { ProvenLogin } from '../../../ports/index.js';
import { livingClaimKeys, mailboxClaims, type Making } from '../making.js';

/** A proven login as decisions know it: by its claims, without a word of it readable. */
export type Claimed = {
  readonly login: Claims;
  readonly address?: { readonly verified: boolean; readonly mailbox: Claims };
};

// A login of a connection is (connection, subject), any other (issuer, subject).
const loginParts = ({ realm, issuer, subject }: ProvenLogin): ReadonlyArray<string> =>
  realm.type === 'connection' ? ['connection', realm.connectionId, subject] : ['issuer', issuer, subject];

const addressOf = async (
  { address }: ProvenLogin,
  living: ReadonlyArray<ClaimKeyId>,
  making: Making,
): Promise<Either<Fault, Pick<Claimed, 'address'>>> => {
  if (address === undefined) return right({});
  const mailbox = await mailboxClaims(address.email, living, making);
  return isLeft(mailbox)
    ? mailbox
    : right({ address: { verified: address.verified, mailbox: mailbox.right } });
};

/** Names what was proven under the living claim keys. */
export const claimedBy = async (login: ProvenLogin, making: Making): Promise<Either<Fault, Claimed>> => {
  const living = await livingClaimKeys(making.cache);
  if (isLeft(living)) return living;
  const names = await making.claims('login', loginParts(login), living.right);
  if (isLeft(names)) return names;
  const address = await addressOf(login, living.right, making);
  return isLeft(address) ? address : right({ login: names.right, ...address.right });
};

/** Where whoever has this login was working last: a hint, checked where it is used; whoever it fails has none. */
export const lastContextOf = async (
  login: Claims,
  { cache, gate }: Making,
): Promise<AccountId | undefined> => {
  const streams = namesOf(login).map(loginStream);
  const loaded = await cache.load(streams, 'likely');
  if (isLeft(loaded)) return undefined;
  const states = streams.map(({ name }) => loaded.right.states.get(name)?.state as LoginState | undefined);
  const holder = states.flatMap((state) => (state?.in === 'claimed' ? [state.identityId] : []))[0];
  if (holder === undefined) return undefined;
  const identity = await gate.identities.find(holder);
  return isLeft(identity) ? undefined : identity.right?.lastContext;
};
