import type { LoadLimits } from './limits.js';
import { line } from './line.js';
import { roomWithin } from './room.js';
import { type Asker, shares } from './shares.js';
import { turns } from './turn.js';

/** The places of a node, of which every request under way takes one. */
export type Places = {
  /**
   * Lets in at once if there is a place, else when there is one again, or not at all when that takes too long. Answers
   * how the place is given back, or waited for no longer; once.
   */
  readonly enter: (asker: Asker, enter: (letIn: boolean) => void) => () => void;
  readonly taken: () => number;
};

type Waiting = { readonly asker: Asker; readonly enter: (letIn: boolean) => void; late?: NodeJS.Timeout };

/**
 * Who may have a place now: as long as there is room, whoever comes first; as many places again are kept for who has
 * less than an equal share when others have taken that.
 */
const sharing = (limits: LoadLimits) => {
  const { taken, take, give, isFair } = shares();
  const room = roomWithin(limits, taken);
  return {
    taken,
    give,
    watch: room.watch,
    letIn: (asker: Asker): boolean => {
      const size = room.size();
      const may = taken() < size || (taken() < 2 * size && isFair(asker, size));
      if (may) take(asker);
      return may;
    },
  };
};

// How many of those who wait are looked at before the next who leaves makes us look again.
const tries = 8;

/** Lets those in who wait, in turn, until there is no room or the turn of the event loop is spent. */
const waitingFor = (limits: LoadLimits, letIn: (asker: Asker) => boolean) => {
  const waiting = line<Waiting>();
  const leave = (one: Waiting): boolean => {
    clearTimeout(one.late);
    return waiting.leave(one);
  };
  const next = (): void => {
    for (let failed = 0; failed < tries && waiting.length() > 0 && !turn.isSpent(); ) {
      const one = waiting.next();
      if (one !== undefined && letIn(one.asker)) {
        leave(one);
        one.enter(true);
      } else failed += 1;
    }
  };
  const turn = turns(next);
  return {
    leave,
    next,
    isQuiet: () => waiting.length() === 0 && !turn.isSpent(),
    join: (one: Waiting): void => {
      if (waiting.length() >= limits.waiting) return one.enter(false);
      waiting.join(one);
      one.late = setTimeout(() => {
        if (waiting.leave(one)) one.enter(false);
      }, limits.patience);
    },
  };
};

/** Shares the places of a node. */
export const placesFor = (limits: LoadLimits): Places => {
  const { taken, give, watch, letIn } = sharing(limits);
  const waiting = waitingFor(limits, letIn);
  return {
    taken,
    enter: (asker, enter) => {
      watch();
      let isIn = waiting.isQuiet() && letIn(asker);
      const settle = (may: boolean): void => {
        isIn = may;
        enter(may);
      };
      const one: Waiting = { asker, enter: settle };
      if (isIn) enter(true);
      else waiting.join(one);
      waiting.next();
      return () => {
        waiting.leave(one);
        if (isIn) give(asker);
        isIn = false;
        waiting.next();
      };
    },
  };
};
