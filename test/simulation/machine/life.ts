import type { Pace } from '@recount/core/log';
import type { Timeline } from './time.js';

/** A process from its start to its end: what it does later is not done once it is dead, and waits while it is frozen. */
export type Life = {
  readonly isOver: () => boolean;
  /** Resolves when it is over. */
  readonly over: Promise<void>;
  readonly end: () => void;
  /** Stands still for so many milliseconds: a process that is paused, and does not know. */
  readonly freeze: (milliseconds: number) => void;
  readonly after: (milliseconds: number, run: () => void) => () => void;
  readonly pace: Pace;
};

/** A process begins. */
export const life = (time: Timeline): Life => {
  let isOver = false;
  let frozenUntil = 0;
  let tellOver: () => void = () => undefined;
  const over = new Promise<void>((resolve) => (tellOver = resolve));
  const after: Life['after'] = (milliseconds, run) => {
    let callOff: () => void = () => undefined;
    const due = (): void => {
      if (isOver) return;
      if (frozenUntil > time.now()) callOff = time.after(frozenUntil - time.now(), due);
      else run();
    };
    callOff = time.after(milliseconds, due);
    return () => callOff();
  };
  const every = (milliseconds: number, run: () => void): (() => void) => {
    let callOff: () => void = () => undefined;
    const again = (): void => {
      callOff = after(milliseconds, again);
      run();
    };
    callOff = after(milliseconds, again);
    return () => callOff();
  };
  return {
    isOver: () => isOver,
    over,
    end: () => {
      isOver = true;
      tellOver();
    },
    freeze: (milliseconds) => {
      frozenUntil = time.now() + milliseconds;
    },
    after,
    pace: { soon: (run) => void after(0, run), after, every },
  };
};
