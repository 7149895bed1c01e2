/** The turn of the event loop that runs now. */
export type Turn = {
  /** Whether requests were let in for so long in this turn that others are to have theirs first. */
  readonly isSpent: () => boolean;
};

// In milliseconds. What is under way already goes on after it: a hundred usual requests, or one or two large pages.
const budget = 10;

/** Measures turns in which something is asked, and tells at the end of each. */
export const turns = (ended: () => void): Turn => {
  let began: number | undefined;
  return {
    isSpent: () => {
      const now = performance.now();
      if (began === undefined) {
        began = now;
        setImmediate(() => {
          began = undefined;
          ended();
        });
      }
      return now - began > budget;
    },
  };
};
