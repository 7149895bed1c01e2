import type { Pace } from '../../log/index.js';
import type { Position } from '../../ports/index.js';

type Waiter = { readonly position: Position; readonly settle: (there: boolean) => void };

/** Those who wait until a position is shown. */
export type Waiting = {
  /** Settles everybody whose position is shown by now. */
  readonly look: () => void;
  /** Resolves when a position is shown, or the time (milliseconds) is over; answers which. */
  readonly reached: (position: Position, within: number) => Promise<boolean>;
};

const inTime = (
  join: (waiter: Waiter) => () => void,
  position: Position,
  after: (run: () => void) => () => void,
): Promise<boolean> =>
  new Promise((resolve) => {
    const settle = (there: boolean): void => {
      callOff();
      leave();
      resolve(there);
    };
    const leave = join({ position, settle });
    const callOff = after(() => settle(false));
  });

/** Waiting for what `shown` says. */
export const waitingFor = (shown: () => Position, pace: Pace): Waiting => {
  const waiters = new Set<Waiter>();
  const join = (waiter: Waiter) => {
    waiters.add(waiter);
    return () => void waiters.delete(waiter);
  };
  return {
    look: () => {
      for (const { position, settle } of waiters) if (shown() >= position) settle(true);
    },
    reached: (position, within) =>
      shown() >= position ? Promise.resolve(true) : inTime(join, position, (run) => pace.after(within, run)),
  };
};
