import type { ViewStore } from '@recount/core/ports';
import { describe } from 'vitest';
import type { Rig } from '../rig.js';
import { applying } from './applying.js';
import { listing } from './listing.js';
import { swapping } from './swapping.js';
import { viewHistories } from './histories.js';
import { leading } from './leading.js';

/** What every view store promises. */
export const viewsContract = (rig: Rig<ViewStore>): void => {
  describe(`the views ${rig.name}`, () => {
    applying(rig);
    listing(rig);
    leading(rig);
    swapping(rig);
    viewHistories(rig);
  });
};
