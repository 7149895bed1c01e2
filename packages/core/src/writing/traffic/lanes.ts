import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
import { type Unavailable, unavailable } from '../../ports/index.js';
import type { Budget } from './budget.js';

/** Lets go of what was entered. */
export type Leave = () => void;

/** Lanes by name: whoever enters some waits until nobody is in any of them. */
export type Lanes = (names: ReadonlyArray<string>) => Promise<Leave>;

/** Makes lanes in which those who will write the same streams on this node go one after another. */
export const lanes = (): Lanes => {
  const last = new Map<string, Promise<void>>();
  const enter = async (name: string): Promise<Leave> => {
    const before = last.get(name);
    let leave: Leave = () => undefined;
    const mine = new Promise<void>((resolve) => {
      leave = () => {
        if (last.get(name) === mine) last.delete(name);
        resolve();
      };
    });
    last.set(name, mine);
    await before;
    return leave;
  };
  return async (names) => {
    const held: Leave[] = [];
    // In one order for everybody, so that nobody waits in a circle.
    for (const name of [...new Set(names)].sort()) held.push(await enter(name));
    return () => {
      for (const leave of held) leave();
    };
  };
};

/** Enters lanes if there is time for it; whoever gave up leaves as soon as they are in. */
export const within = async (entering: Promise<Leave>, time: Budget): Promise<Either<Unavailable, Leave>> => {
  const entered = await time.within(() => entering.then(right), unavailable('others took too long'));
  if (isLeft(entered)) void entering.then((leave) => leave());
  return entered;
};
