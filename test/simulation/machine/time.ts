import type { Chance } from './chance.js';

/** What happens when, on one line for everybody. Times are milliseconds since the run began. */
export type Timeline = {
  readonly now: () => number;
  /** Runs after so many milliseconds, unless called off by what it answers. */
  readonly after: (milliseconds: number, run: () => void) => () => void;
  /** Lets one thing after another happen until this is so, or so many milliseconds went by; answers whether it is. */
  readonly until: (isSo: () => boolean, within: number) => Promise<boolean>;
};

type Due = { readonly at: number; readonly order: number; readonly run: () => void };

const isBefore = (one: Due, other: Due): boolean =>
  one.at < other.at || (one.at === other.at && one.order < other.order);

// Kept with the next at the end.
const place = (waiting: ReadonlyArray<Due>, due: Due): number => {
  let low = 0;
  let high = waiting.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(due, waiting[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
};

// Every promise that can settle has settled before the loop comes around.
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A line of time on which nothing has happened; of two things at one moment chance says which is first. */
export const timeline = (chance: Chance): Timeline => {
  const waiting: Due[] = [];
  let now = 0;
  const until: Timeline['until'] = async (isSo, within) => {
    const end = now + within;
    await settled();
    while (!isSo()) {
      const next = waiting.at(-1);
      if (next === undefined || next.at > end) return false;
      waiting.pop();
      now = next.at;
      next.run();
      await settled();
    }
    return true;
  };
  return {
    now: () => now,
    until,
    after: (milliseconds, run) => {
      const due = { at: now + milliseconds, order: chance.fraction(), run };
      waiting.splice(place(waiting, due), 0, due);
      return () => {
        const at = waiting.indexOf(due);
        if (at >= 0) waiting.splice(at, 1);
      };
    },
  };
};
