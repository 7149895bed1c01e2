import { loginStream } from '@recount/domain/facts';
import type { LoginState } from '@recount/domain/facts/login';
import {
  type AccountId,
  type ClaimKeyId,
  type Claims,
  type ConnectionId,
  type IdentityId,
  namesOf,
} from '@recount/domain/vocabulary';
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
import { inTime } from '../../../log/in-time.js';
import type { Fault } from '../../../node/faults.js';
import type { ProvenLogin } from '../../../ports/index.js';
import { livingClaimKeys, mailboxClaims, type Making } from '../making.js';

/** A proven login as decisions know it: by its claims, without a word of it readable. */
export type Claimed = {
  readonly login: Claims;
  readonly address?: { readonly verified: boolean; readonly mailbox: Claims };
};

type OfConnection = { readonly connectionId: ConnectionId; readonly subject: string };

const partsOfConnection = ({ connectionId, subject }: OfConnection): ReadonlyArray<string> => [
  'connection',
  connectionId,
  subject,
];

type Named = Pick<ProvenLogin, 'realm' | 'issuer' | 'subject'>;

// A login of a connection is (connection, subject), any other (issuer, subject).
const loginParts = ({ realm, issuer, subject }: Named): ReadonlyArray<string> =>
  realm.type === 'connection'
    ? partsOfConnection({ connectionId: realm.connectionId, subject })
    : ['issuer', issuer, subject];

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

/** Names a login of a connection under the living claim keys. */
export const claimedThrough = async (login: OfConnection, making: Making): Promise<Either<Fault, Claims>> => {
  const living = await livingClaimKeys(making.cache);
  return isLeft(living) ? living : making.claims('login', partsOfConnection(login), living.right);
};

/** Names a login under the living claim keys. */
export const loginNames = async (login: Named, making: Making): Promise<Either<Fault, Claims>> => {
  const living = await livingClaimKeys(making.cache);
  return isLeft(living) ? living : making.claims('login', loginParts(login), living.right);
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

/** Who has this login, as far as is known here. */
export const holderOf = async (login: Claims, { cache }: Making): Promise<IdentityId | undefined> => {
  const streams = namesOf(login).map(loginStream);
  const loaded = await cache.load(streams, 'likely');
  if (isLeft(loaded)) return undefined;
  const states = streams.map(({ name }) => loaded.right.states.get(name)?.state as LoginState | undefined);
  return states.flatMap((state) => (state?.in === 'claimed' ? [state.identityId] : []))[0];
};

const hinted = async (login: Claims, making: Making): Promise<AccountId | undefined> => {
  const holder = await holderOf(login, making);
  if (holder === undefined) return undefined;
  const identity = await making.gate.identities.find(holder);
  return isLeft(identity) ? undefined : identity.right?.lastContext;
};

/** How long a hint is waited for, in milliseconds. */
const hintWithin = 250;

/** Where whoever has this login was working last: a hint, checked where it is used, and none where it cannot be read. */
export const lastContextOf = (login: Claims, making: Making): Promise<AccountId | undefined> =>
  inTime(making.pace, hintWithin)(hinted(login, making), undefined);
