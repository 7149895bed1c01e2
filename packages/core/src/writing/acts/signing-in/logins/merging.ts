import type { KnownLogin, LoginUnknown } from '@recount/domain/signing-in';
import type { Claims, SessionActor } from '@recount/domain/vocabulary';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import type { Fault } from '../../../../node/faults.js';
import type { Making } from '../../making.js';
import { claimedBy, holderOf } from '../claiming.js';
import { nameOf, purposeOf, usedBefore } from '../naming.js';
import { untilNamed } from './again.js';
import { loginsOf } from './known.js';
import type { LoginActs } from './login-acts.js';
import { proofFor } from './proofs.js';

/** What a proof is of, for the session that it was made in. */
export const lookAtProof =
  (making: Making): LoginActs['lookAtProof'] =>
  (wish) =>
  async () => {
    const proof = await proofFor(wish, making);
    if (isLeft(proof)) return proof;
    const { login, until } = proof.right;
    const claimed = await claimedBy(login, making);
    if (isLeft(claimed)) return claimed;
    return right({ login, until, identityId: await holderOf(claimed.right.login, making) });
  };

// Those of the identity that holds the login; none where nobody does, or whoever asks does.
const movingWith = async (
  login: Claims,
  { identityId }: SessionActor,
  making: Making,
): Promise<Either<Fault | LoginUnknown, ReadonlyArray<KnownLogin>>> => {
  const holder = await holderOf(login, making);
  return holder === undefined || holder === identityId ? right([]) : loginsOf(holder, making);
};

type Wish = { readonly actor: SessionActor; readonly proof: string };

type Answer = Awaited<ReturnType<ReturnType<LoginActs['mergeIdentities']>>>;

const once = async (wish: Wish, making: Making): Promise<Answer> => {
  const { actor } = wish;
  const proof = await proofFor(wish, making);
  if (isLeft(proof)) return proof;
  const claimed = await claimedBy(proof.right.login, making);
  if (isLeft(claimed)) return claimed;
  const moving = await movingWith(claimed.right.login, actor, making);
  if (isLeft(moving)) return moving;
  const name = nameOf(proof.right.attempt);
  const request = purposeOf('merge', name, actor.sessionId);
  const done = await making.ask(
    { type: 'MergeIdentities', actor, ...claimed.right, moving: moving.right },
    { repeatable: { commitId: name, request, key: name } },
  )();
  return isLeft(done) ? left(usedBefore(done.left)) : done;
};

/** Makes the asker and the identity whose login was proven one; asked for again, it answers what it came to. */
export const mergeIdentities =
  (making: Making): LoginActs['mergeIdentities'] =>
  (wish) =>
  () =>
    untilNamed(() => once(wish, making));
