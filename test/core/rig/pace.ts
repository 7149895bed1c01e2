import { eventLoopPace, type Pace } from '@recount/core/log';

/** A pace in the test's hand: what is to wait for half a second or longer waits until the test says that it is over. */
export type HeldPace = { readonly pace: Pace; readonly longWaitsAreOver: () => void };

const long = 500;

/** The event loop's pace, with every long wait held back. */
export const heldPace = (): HeldPace => {
  const waiting = new Set<() => void>();
  return {
    pace: {
      ...eventLoopPace,
      after: (milliseconds, run) => {
        if (milliseconds < long) return eventLoopPace.after(milliseconds, run);
        waiting.add(run);
        return () => void waiting.delete(run);
      },
    },
    longWaitsAreOver: () => {
      for (const run of waiting) if (waiting.delete(run)) run();
    },
  };
};
