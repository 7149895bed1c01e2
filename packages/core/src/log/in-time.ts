import type { Pace } from './limits.js';

/** What something comes to, if it does so within so many milliseconds; else it is left alone, and this is the answer. */
export const inTime =
  (pace: Pace, milliseconds: number) =>
  async <A>(work: Promise<A>, late: A): Promise<A> => {
    let callOff: () => void = () => undefined;
    const over = new Promise<A>((resolve) => {
      callOff = pace.after(milliseconds, () => resolve(late));
    });
    return Promise.race([work, over]).finally(callOff);
  };
