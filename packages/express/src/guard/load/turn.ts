/** The turn of the event loop that runs now. */
export type Turn = {
  /** Whether requests were let in for so long in this turn that others are to have theirs first. */
  readonly isSpent: () => boolean;
};

// In milliseconds. What is under way already goes on after it: a hundred usual requests, or one or two large pages.
const budget = 10;

// In milliseconds. To hear of a turn's end keeps the loop awake, which costs more than many a request: not of every one.
const listenEvery = 2;

/** Measures turns in which something is asked, and tells at the end of those that are worth it. */
export const turns = (ended: () => void): Turn => {
  let began = -Infinity;
  let listening = false;
  return {
    isSpent: () => {
      const now = performance.now();
      if (!listening && now - began > listenEvery) {
        began = now;
        listening = true;
        setImmediate(() => {
          listening = false;
          ended();
        });
      }
      return now - began > budget;
    },
  };
};
