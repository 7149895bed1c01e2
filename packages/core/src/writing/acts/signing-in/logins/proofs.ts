import type { SessionActor } from '@recount/domain/vocabulary';
import { freshFor } from '@recount/domain/signing-in';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import type { ProvenLogin, Unavailable } from '../../../../ports/index.js';
import type { Making } from '../../making.js';
import type { LinkWish, ProofIsOver } from './login-acts.js';

/** A proof that waits: what was proven, under which attempt, in which session, and until when it holds. */
type Proof = {
  readonly login: ProvenLogin;
  readonly attempt: string;
  readonly sessionId: string;
  readonly until: number;
};

/** Keeps the proof of another identity's login for the session that it was made in, for as long as a sign-in is fresh. */
export const keepProof = async (
  { actor, login, attempt }: LinkWish,
  { parking, clock }: Making,
): Promise<Either<Unavailable, { readonly proof: string; readonly until: number }>> => {
  const until = clock.now() + freshFor;
  const proof: Proof = { login, attempt, sessionId: actor.sessionId, until };
  const ticket = parking.ticket();
  const kept = await parking.park('merge-proof', { ticket, content: JSON.stringify(proof), lasts: freshFor });
  return isLeft(kept) ? kept : right({ proof: ticket, until });
};

// Only what `keepProof` wrote opens at all.
const read = (content: string): Proof => JSON.parse(content) as Proof;

/** The proof that a ticket is for, left where it is: what it is good for can be written once, for ever. */
export const proofFor = async (
  { actor, proof }: { readonly actor: SessionActor; readonly proof: string },
  { parking, clock }: Making,
): Promise<Either<Unavailable | ProofIsOver, Proof>> => {
  const content = await parking.look('merge-proof', proof);
  if (isLeft(content)) return content;
  const found = content.right === undefined ? undefined : read(content.right);
  return found !== undefined && found.sessionId === actor.sessionId && clock.now() < found.until
    ? right(found)
    : left({ type: 'ProofIsOver' });
};
