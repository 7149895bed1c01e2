const soonest = 50;
const latest = 1000;

/** Attempts that follow each other, until they are stopped. */
export type Again = { readonly stop: () => void; readonly stopped: Promise<void> };

/**
 * Attempts something again and again: after 50 ms when the last attempt came to something, and after pauses that double
 * to a second when none does. `between` is called before each pause.
 */
export const again = (attempt: () => Promise<boolean>, between: () => void): Again => {
  let isOver = false;
  let wake: (() => void) | undefined;
  const rest = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const attempts = async (): Promise<void> => {
    for (let pause = soonest; !isOver; pause = Math.min(latest, pause * 2)) {
      if (await attempt()) pause = soonest;
      if (isOver) return;
      between();
      await rest(pause);
    }
  };
  return {
    stop: () => {
      isOver = true;
      wake?.();
    },
    stopped: attempts(),
  };
};
