import { describe } from 'vitest';
import type { BatchLog } from '@recount/core/ports';
import type { Rig } from '../rig.js';
import { appending } from './appending.js';
import { keeping } from './keeping.js';
import { histories } from './histories.js';
import { reading } from './reading.js';

/** What every log promises. */
export const logContract = (rig: Rig<BatchLog>): void => {
  describe(`the log ${rig.name}`, () => {
    appending(rig);
    reading(rig);
    keeping(rig);
    histories(rig);
  });
};
