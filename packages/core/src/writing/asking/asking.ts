import { decisionOf } from '@recount/domain';
import { isLeft, left, right } from 'fp-ts/lib/Either.js';
import { budget, commandTime, pauseBefore, within } from '../traffic/index.js';
import { attempt, type AttemptingWith, before } from './attempt.js';
import { type AskAnswer, asked, type Asked, type AskingWith, type Timeless } from './request.js';
import { foresee } from './states/deciding.js';
import type { Terms } from './wish.js';

// Whoever lost once goes again at once; those who keep meeting part, the longer the more often they met.
const pauses = { first: 4, longest: 200 };

const untilDecided = async (request: Asked, using: AttemptingWith): Promise<AskAnswer> => {
  const { seen: foreseen, writes } = foresee(decisionOf(request.command), using.cache);
  let streams = writes;
  for (let tries = 1; !using.time.isOver(); tries++) {
    const leave = await within(using.lanes(streams), using.time);
    if (isLeft(leave)) return leave;
    const certainty = tries === 1 ? 'likely' : 'sure';
    const result = await attempt(request, using, { certainty, foreseen }).finally(leave.right);
    if (result.type === 'answered') return result.answer;
    // A race lost on a stream that is only read is waited for too: whoever writes it stands in its lane.
    streams = [...new Set([...streams, ...result.streams])];
    if (tries > 1) await using.time.pause(pauseBefore(request.commit.id, tries, pauses));
  }
  return left({ type: 'Contended', streams });
};

/** Asks for a command: the same request's commit answers it, else it is decided, committed with all it read, or refused. */
export const asking = async (wish: Timeless, terms: Terms, using: AskingWith): Promise<AskAnswer> => {
  const request = asked(wish, terms, using);
  const time = budget(using.pace, commandTime);
  const timed = { ...using, time };
  try {
    const earlier = await before(request, timed);
    if (isLeft(earlier)) return earlier;
    return earlier.right === undefined ? await untilDecided(request, timed) : right(earlier.right);
  } finally {
    time.end();
  }
};
