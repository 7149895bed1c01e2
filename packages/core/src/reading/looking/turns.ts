import { type Either, left } from 'fp-ts/lib/Either.js';
import { type Unavailable, unavailable } from '../../ports/index.js';

/** Lets a few run at once and some wait; more than that are told to come again. */
export type Turns = <E, A>(run: () => Promise<Either<E, A>>) => Promise<Either<E | Unavailable, A>>;

/** Turns for work that takes long: `atOnce` run, `waiting` wait for them in order. */
export const turns = ({ atOnce, waiting }: { readonly atOnce: number; readonly waiting: number }): Turns => {
  let running = 0;
  const queue: Array<() => void> = [];
  const enter = (): Promise<void> | undefined => {
    if (running < atOnce) {
      running += 1;
      return undefined;
    }
    return new Promise((resolve) => {
      queue.push(resolve);
    });
  };
  // Whoever leaves hands its turn to the first who waits.
  const leave = (): void => {
    const next = queue.shift();
    if (next === undefined) running -= 1;
    else next();
  };
  return async (run) => {
    if (running >= atOnce && queue.length >= waiting)
      return left(unavailable('too many look at the past at once'));
    await enter();
    try {
      return await run();
    } finally {
      leave();
    }
  };
};
