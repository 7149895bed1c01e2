import { left } from 'fp-ts/lib/Either.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import { type Unavailable, unavailable } from '../../ports/index.js';

/** Those who are under way at once: so many and no more. */
export type Crowd = {
  /** Lets one in if there is room; else nothing of it was done. */
  readonly admit: <E, A>(task: TaskEither<E, A>) => TaskEither<E | Unavailable, A>;
  /** How many were turned away since the start. */
  readonly turnedAway: () => number;
  /** Lets nobody in any more, and waits for those who are. */
  readonly close: () => Promise<void>;
};

const full = unavailable('too much is under way');
const closed = unavailable('the engine is closed');

/** An empty one, for at most so many. */
export const crowd = (most: number): Crowd => {
  let inside = 0;
  let turnedAway = 0;
  let lastOneLeft: (() => void) | undefined;
  const leave = (): void => {
    inside -= 1;
    if (inside === 0) lastOneLeft?.();
  };
  return {
    turnedAway: () => turnedAway,
    admit: (task) => async () => {
      if (lastOneLeft !== undefined) return left(closed);
      if (inside >= most) {
        turnedAway += 1;
        return left(full);
      }
      inside += 1;
      try {
        return await task();
      } finally {
        leave();
      }
    },
    close: () =>
      new Promise((resolve) => {
        lastOneLeft = resolve;
        if (inside === 0) resolve();
      }),
  };
};
