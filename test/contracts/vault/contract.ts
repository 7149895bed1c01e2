import type { Vault } from '@recount/core/ports';
import { describe } from 'vitest';
import type { Rig } from '../rig.js';
import { keepingSecrets } from './keeping.js';
import { vaultHistories } from './histories.js';

/** What every vault promises. */
export const vaultContract = (rig: Rig<Vault>): void => {
  describe(`the vault ${rig.name}`, () => {
    keepingSecrets(rig);
    vaultHistories(rig);
  });
};
