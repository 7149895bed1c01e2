import { type Either, isLeft, left } from 'fp-ts/lib/Either.js';
import {
  type Commit,
  type CommitMismatch,
  type Conflict,
  type EventStore,
  type Receipt,
  type Unavailable,
  unavailable,
  unknownOutcome,
} from '../../ports/index.js';
import { type Budget, pauseBefore } from '../traffic/index.js';

type Appended = Either<Conflict | CommitMismatch | Unavailable, Receipt>;

const isUnavailable = (answer: Appended): boolean => isLeft(answer) && answer.left.type === 'Unavailable';
const isUnknown = (answer: Appended): boolean =>
  isLeft(answer) && answer.left.type === 'Unavailable' && answer.left.applied === 'unknown';

const pauses = { first: 5, longest: 200 };

/**
 * Appends, and asks with the same bytes again while the outcome is unknown and there is time: they are there once, or go
 * in now. That the log takes nothing afterwards says nothing about before.
 */
export const appendUntilKnown = async (
  commit: Commit,
  { log, time }: { readonly log: EventStore; readonly time: Budget },
): Promise<Appended> => {
  if (time.isOver()) return left(unavailable('there was no time left to append it'));
  const append = () => time.within(log.append(commit), unknownOutcome('the log did not answer in time'));
  let answer = await append();
  for (let tries = 1; isUnknown(answer) && !time.isOver(); tries++) {
    await time.pause(pauseBefore(commit.id, tries, pauses));
    const again = await append();
    if (!isUnavailable(again)) answer = again;
  }
  return answer;
};
