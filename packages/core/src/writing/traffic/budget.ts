import { type Either, left } from 'fp-ts/lib/Either.js';
import type { Pace } from '../../log/index.js';
import type { Unavailable } from '../../ports/index.js';

/** How long a command may take until it is answered, whatever becomes of it, in milliseconds. */
export const commandTime = 1_500;

/** The time that one command has for all that it waits for. */
export type Budget = {
  readonly isOver: () => boolean;
  /** What this comes to, or that it took too long: then it is left alone, whatever it still comes to. */
  readonly within: <E, A>(
    work: () => Promise<Either<E, A>>,
    late: Unavailable,
  ) => Promise<Either<E | Unavailable, A>>;
  /** Waits for so many milliseconds, or until there is no time left. */
  readonly pause: (milliseconds: number) => Promise<void>;
  /** Lets go of the timer. */
  readonly end: () => void;
};

type GivingUp = Set<() => void>;

// Each command waits for a handful of things: a race of promises for each would cost more than most of them.
const first = <A>(waiting: GivingUp, work: Promise<A>, late: () => A): Promise<A> =>
  new Promise((resolve, reject) => {
    const giveUp = (): void => resolve(late());
    waiting.add(giveUp);
    work.then((answer) => {
      waiting.delete(giveUp);
      resolve(answer);
    }, reject);
  });

/** So many milliseconds from now. */
export const budget = (pace: Pace, milliseconds: number): Budget => {
  let isOver = false;
  const waiting: GivingUp = new Set();
  const end = pace.after(milliseconds, () => {
    isOver = true;
    for (const giveUp of waiting) giveUp();
  });
  return {
    isOver: () => isOver,
    end,
    within: <E, A>(work: () => Promise<Either<E, A>>, late: Unavailable) =>
      isOver
        ? Promise.resolve(left(late))
        : first<Either<E | Unavailable, A>>(waiting, work(), () => left(late)),
    pause: async (pause) => {
      let callOff: () => void = () => undefined;
      const waited = new Promise<void>((resolve) => {
        callOff = pace.after(pause, resolve);
      });
      if (!isOver) await first(waiting, waited, () => undefined);
      callOff();
    },
  };
};
