import { randomBytes } from 'node:crypto';
import type { Clock, Entropy } from '../../ports/index.js';

/** The machine's clock. */
export const systemClock: Clock = { now: () => Date.now() };

/** The machine's chance. */
export const systemEntropy: Entropy = { bytes: (count) => randomBytes(count) };
