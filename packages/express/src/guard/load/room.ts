import type { LoadLimits } from './limits.js';

/** How many requests may be under way just now. */
export type Room = {
  readonly size: () => number;
  /** Looks how the process fares for as long as anything is under way. */
  readonly watch: () => void;
};

const lookEvery = 25;

// A turn of the event loop that takes longer makes every request wait several times as long, whatever it asks for.
const longestTurn = 20;

/**
 * Room that shrinks while turns of the event loop take long, and grows back while they are short: what a request costs
 * is not known before, and how busy the process is always is.
 */
export const roomWithin = ({ least, most }: LoadLimits, underWay: () => number): Room => {
  let size = most;
  let looking = false;
  const look = (late: number): void => {
    if (late <= longestTurn) size = Math.min(most, size + Math.max(1, size >> 3));
    else size = Math.max(Math.min(least, most), Math.floor(Math.min(size, underWay()) * 0.8));
  };
  const again = (): void => {
    const due = performance.now() + lookEvery;
    setTimeout(() => {
      look(performance.now() - due);
      looking = underWay() > 0;
      if (looking) again();
    }, lookEvery).unref();
  };
  return {
    size: () => size,
    watch: () => {
      if (looking) return;
      looking = true;
      again();
    },
  };
};
