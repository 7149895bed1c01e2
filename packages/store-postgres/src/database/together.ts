import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { Failure } from './database.js';

type Waiting<Wish, Answer> = {
  readonly wish: Wish;
  readonly tell: (outcome: Either<Failure, Answer>) => void;
};

/** Answers several wishes with one question: an answer for each. */
export type AskedTogether<Wish, Answer> = (
  wishes: ReadonlyArray<Wish>,
) => Promise<Either<Failure, (wish: Wish) => Answer>>;

/** How many of those who wait go in one question: as many as weigh no more than this, and one at least. */
const most = 1024;

const fitting = (weights: ReadonlyArray<number>): number => {
  let sum = 0;
  const end = weights.findIndex((weight, at) => (sum += weight) > most && at > 0);
  return end === -1 ? weights.length : end;
};

/**
 * Asks for many at once: what is wished for while one question is out goes together in the next, which is one statement
 * and so one moment. When the database does not answer one, nobody waits for it to not answer the next.
 */
export const together = <Wish, Answer>(
  ask: AskedTogether<Wish, Answer>,
  weighs: (wish: Wish) => number,
): ((wish: Wish) => TaskEither<Failure, Answer>) => {
  const waiting: Waiting<Wish, Answer>[] = [];
  let isOut = false;
  const turn = async (): Promise<void> => {
    while (waiting.length > 0) {
      const asked = waiting.splice(0, fitting(waiting.map(({ wish }) => weighs(wish))));
      const outcome = await ask(asked.map(({ wish }) => wish));
      if (!isLeft(outcome)) for (const { wish, tell } of asked) tell(right(outcome.right(wish)));
      else {
        const hopeless = outcome.left.state === undefined ? waiting.splice(0) : [];
        for (const { tell } of [...asked, ...hopeless]) tell(left(outcome.left));
      }
    }
    isOut = false;
  };
  return (wish) => () =>
    new Promise((tell) => {
      waiting.push({ wish, tell });
      if (isOut) return;
      isOut = true;
      // Those who ask in this turn of the event loop go together already.
      setImmediate(() => void turn());
    });
};
