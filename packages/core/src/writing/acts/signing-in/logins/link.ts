import { isLeft, left, right } from 'fp-ts/lib/Either.js';
import type { Making } from '../../making.js';
import { claimedBy } from '../claiming.js';
import { nameOf, profileOf, purposeOf, usedBefore } from '../naming.js';
import { untilNamed } from './again.js';
import type { LinkWish, LoginActs } from './login-acts.js';
import { keepProof } from './proofs.js';

const once = async ({ actor, login, attempt }: LinkWish, making: Making) => {
  const claimed = await claimedBy(login, making);
  if (isLeft(claimed)) return claimed;
  const { issuer, realm } = login;
  const proven = { ...claimed.right, issuer, realm, profile: profileOf(login) };
  const name = nameOf(attempt);
  // The same attempt in another session is another request: it is refused.
  const request = purposeOf('link', name, actor.sessionId);
  const repeatable = { commitId: name, request, key: name };
  const done = await making.ask({ type: 'LinkLogin', actor, ...proven }, { repeatable })();
  return isLeft(done) ? left(usedBefore(done.left)) : done;
};

/** Links a login that was proven just now; the proof of another identity's waits for its owner's wish. */
export const linkLogin =
  (making: Making): LoginActs['linkLogin'] =>
  (wish) =>
  async () => {
    const done = await untilNamed(() => once(wish, making));
    if (!isLeft(done)) return right({ type: 'linked', done: done.right });
    if (done.left.type !== 'LoginBelongsToOneIdentity') return left(done.left);
    const kept = await keepProof(wish, making);
    return isLeft(kept) ? kept : right({ type: 'heldByAnother', ...kept.right });
  };
