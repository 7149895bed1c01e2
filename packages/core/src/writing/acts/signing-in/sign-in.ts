import type { RefusalOf } from '@recount/domain';
import type { Recorded } from '@recount/domain/facts';
import type { SessionStarted } from '@recount/domain/facts/session';
import { type ConnectionDomains, type SignInIsUsedOnce, signInIsUsedOnce } from '@recount/domain/signing-in';
import type { SessionId } from '@recount/domain/vocabulary';
import { type Either, isLeft, left, map, right } from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { unavailable } from '../../../ports/index.js';
import { mintSession, type Token } from '../../../access/index.js';
import type { Done, Wish } from '../../asking/index.js';
import type { Fault } from '../../../node/faults.js';
import type { ProvenLogin } from '../../../ports/index.js';
import type { Acts, SignedIn, SignInWish, ThroughConnection } from '../acts.js';
import { claimedBy, lastContextOf } from './claiming.js';
import { domainOf } from '../mailbox.js';
import type { Making } from '../making.js';
import { nameOf, profileOf, usedBefore } from './naming.js';
import { randomHandles } from './random-handles.js';

// A provider that vouches for less than a session lasts here ends it earlier.
const endOf = (through: ThroughConnection | undefined, { clock, sessions }: Making): number =>
  Math.min(clock.now() + sessions.lifetime, through?.sessionEnds ?? Infinity);

// A provider of many companies lets people write any address: only one that it has verified says where they are from.
const domainsOf = ({ address }: ProvenLogin, { verifiedDomains }: ThroughConnection): ConnectionDomains => {
  const ofAddress = address?.verified === true ? domainOf(address.email) : undefined;
  return { verified: verifiedDomains, ...(ofAddress === undefined ? {} : { ofAddress }) };
};

const prepared = async (
  { login, through, origin }: SignInWish,
  token: Token<SessionId>,
  making: Making,
): Promise<Either<Fault, Wish<'SignIn'>>> => {
  const { ids, entropy } = making;
  const claimed = await claimedBy(login, making);
  if (isLeft(claimed)) return claimed;
  const lastContext = await lastContextOf(claimed.right.login, making);
  return right({
    type: 'SignIn',
    actor: { type: 'login', login: claimed.right.login.newest },
    ...claimed.right,
    issuer: login.issuer,
    realm: login.realm,
    session: { sessionId: token.id, tokenHash: token.hash, expires: endOf(through, making) },
    candidates: { identityId: ids.identity(), accountId: ids.account(), handles: randomHandles(entropy) },
    profile: profileOf(login),
    origin,
    ...(lastContext === undefined ? {} : { lastContext }),
    ...(through === undefined ? {} : { domains: domainsOf(login, through) }),
  });
};

const outcomeIn = (events: ReadonlyArray<Recorded>): SignedIn['outcome'] => {
  const types = events.map(({ event }) => event.type);
  if (types.includes('IdentityRegistered')) return 'Registered';
  return types.includes('LoginLinked') ? 'Merged' : 'SignedIn';
};

const signedIn = (done: Done, token: Token<SessionId>): Either<SignInIsUsedOnce | Fault, SignedIn> => {
  const started = done.events
    .map(({ event }) => event)
    .find((event): event is SessionStarted => event.type === 'SessionStarted');
  if (started === undefined) return left(unavailable('a sign-in without a session'));
  const { identityId, context, expires, lostContext } = started;
  return pipe(
    signInIsUsedOnce(started, token.hash),
    map(
      (): SignedIn => ({
        ...done,
        token: token.text,
        sessionId: token.id,
        identityId,
        context,
        expires,
        outcome: outcomeIn(done.events),
        ...(lostContext === undefined ? {} : { lostContext }),
      }),
    ),
  );
};

// A first handle that was taken meanwhile, or a claim key that was: both are named anew.
const again = (why: { readonly type: string }): boolean =>
  why.type === 'HandleIsTakenOnce' || why.type === 'ClaimsUseLivingKeys';

const tries = 3;

type Failure = RefusalOf<'SignIn'> | SignInIsUsedOnce | Fault;

const once = async (wish: SignInWish, making: Making): Promise<Either<Failure, SignedIn>> => {
  const token = mintSession(making.ids.session(), making.entropy);
  const command = await prepared(wish, token, making);
  if (isLeft(command)) return command;
  const name = nameOf(wish.attempt);
  const repeatable = { commitId: name, request: name, key: name };
  const done = await making.ask(command.right, { repeatable })();
  return isLeft(done) ? left(usedBefore(done.left)) : signedIn(done.right, token);
};

/** Completes a sign-in: one identity, one session, one commit, however often the same attempt comes back. */
export const signIn =
  (making: Making): Acts['signIn'] =>
  (wish) =>
  async () => {
    let result = await once(wish, making);
    for (let i = 1; i < tries && isLeft(result) && again(result.left); i++) result = await once(wish, making);
    return result;
  };
