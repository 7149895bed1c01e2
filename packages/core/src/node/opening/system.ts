import { randomFillSync } from 'node:crypto';
import type { Clock, Entropy } from '../../ports/index.js';

/** The machine's clock. */
export const systemClock: Clock = { now: () => Date.now() };

const poolBytes = 4_096;

// Asking for a few bytes costs as much as asking for a page of them; each byte is given out once.
const pooled = (): Entropy => {
  let pool = new Uint8Array(0);
  let used = 0;
  return {
    bytes: (count) => {
      if (count > poolBytes) return randomFillSync(new Uint8Array(count));
      if (used + count > pool.length) {
        pool = randomFillSync(new Uint8Array(poolBytes));
        used = 0;
      }
      used += count;
      return pool.slice(used - count, used);
    },
  };
};

/** The machine's chance. */
export const systemEntropy: Entropy = pooled();
