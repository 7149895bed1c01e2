import type { RefusalOf } from '@recount/domain';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import { v5 } from 'uuid';
import { unavailable } from '../../../ports/index.js';
import type { Fault } from '../../../node/faults.js';
import type { Acts, LogoutWish } from '../acts.js';
import type { Making } from '../making.js';
import { claimedThrough } from './claiming.js';

// A provider's request is carried out once, however often somebody sends it again.
const logoutNamespace = '0b8a8f0c-54a1-5f0e-8a0e-3a0d0c6f5b21';

const once = async (
  { requestId, ...of }: LogoutWish,
  making: Making,
): Promise<Either<RefusalOf<'EndSessionsOfLogin'> | Fault, void>> => {
  const claims = await claimedThrough(of, making);
  if (isLeft(claims)) return claims;
  const login = claims.right;
  const name = v5(JSON.stringify(['logout', of.connectionId, requestId]), logoutNamespace);
  const done = await making.ask(
    { type: 'EndSessionsOfLogin', actor: { type: 'login', login: login.newest }, login },
    { repeatable: { commitId: name, request: name, key: name } },
  )();
  if (!isLeft(done)) return right(undefined);
  const why = done.left;
  return left(
    why.type === 'IdempotencyMismatch' || why.type === 'RevisionMoved' ? unavailable(why.type) : why,
  );
};

const tries = 3;

/** Ends the sessions of a login of a connection, because its provider asked for it. */
export const endSessionsOfLogin =
  (making: Making): Acts['endSessionsOfLogin'] =>
  (wish) =>
  async () => {
    let done = await once(wish, making);
    // A claim key that came meanwhile: the login is named anew.
    for (let i = 1; i < tries && isLeft(done) && done.left.type === 'ClaimsUseLivingKeys'; i++)
      done = await once(wish, making);
    return done;
  };
