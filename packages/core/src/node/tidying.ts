import type { Usage } from '../reading/looking/index.js';
import type { Clock, Vault } from '../ports/index.js';

/** What is done now and then, apart from requests. */
export type Tidying = { readonly stop: () => Promise<void> };

const flushEvery = 30_000;
const sweepEvery = 3_600_000;

/** Flushes usage and sweeps one-time records that have expired; stopping flushes once more. */
export const tidying = (used: Usage, vault: Vault, clock: Clock): Tidying => {
  const flushing = setInterval(() => void used.flush(), flushEvery);
  const sweeping = setInterval(() => void vault.sweep(clock.now())(), sweepEvery);
  return {
    stop: async () => {
      clearInterval(flushing);
      clearInterval(sweeping);
      await used.flush();
    },
  };
};
