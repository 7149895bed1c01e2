import { type Either, isLeft, isRight } from 'fp-ts/lib/Either.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';

/** What was answered; a fault fails the test. */
export const answered = async <E, A>(task: TaskEither<E, A>): Promise<A> => got(await task());

/** The right side; a left fails the test. */
export const got = <E, A>(outcome: Either<E, A>): A => {
  if (isLeft(outcome)) throw new Error(`refused: ${JSON.stringify(outcome.left).slice(0, 500)}`);
  return outcome.right;
};

/** Why not; an answer fails the test. */
export const refusal = async <E, A>(task: TaskEither<E, A>): Promise<E> => {
  const outcome = await task();
  if (isRight(outcome)) throw new Error(`not refused: ${JSON.stringify(outcome.right)?.slice(0, 500)}`);
  return outcome.left;
};
