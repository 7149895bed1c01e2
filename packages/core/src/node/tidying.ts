import type { Usage } from '../reading/looking/index.js';
import type { Pace } from '../log/index.js';
import type { Clock, Vault } from '../ports/index.js';

/** What is done now and then, apart from requests. */
export type Tidying = { readonly stop: () => Promise<void> };

type Going = { readonly clock: Clock; readonly pace: Pace };

const flushEvery = 30_000;
const sweepEvery = 3_600_000;

/** Flushes usage and sweeps one-time records that have expired; stopping flushes once more. */
export const tidying = (used: Usage, vault: Vault, { clock, pace }: Going): Tidying => {
  const endFlushing = pace.every(flushEvery, () => void used.flush());
  const endSweeping = pace.every(sweepEvery, () => void vault.sweep(clock.now())());
  return {
    stop: async () => {
      endFlushing();
      endSweeping();
      await used.flush();
    },
  };
};
