import type { Outdated } from '../reading/outdated.js';
import type { Usage } from '../reading/looking/index.js';
import type { Pace } from '../log/index.js';
import type { Clock, Vault } from '../ports/index.js';

/** What is done now and then, apart from requests. */
export type Tidying = { readonly stop: () => Promise<void> };

type Tidied = { readonly used: Usage; readonly vault: Vault; readonly old: Outdated };
type Going = { readonly clock: Clock; readonly pace: Pace };

const flushEvery = 30_000;
const sweepEvery = 3_600_000;
const dropEvery = 600_000;

/**
 * Flushes usage, sweeps one-time records that have expired, and looks for views that nobody needs any more, which are
 * dropped when that is so for ten minutes; stopping flushes once more.
 */
export const tidying = ({ used, vault, old }: Tidied, { clock, pace }: Going): Tidying => {
  const endFlushing = pace.every(flushEvery, () => void used.flush());
  const endSweeping = pace.every(sweepEvery, () => void vault.sweep(clock.now())());
  const endDropping = pace.every(dropEvery, () => void old.drop());
  return {
    stop: async () => {
      endFlushing();
      endSweeping();
      endDropping();
      await used.flush();
    },
  };
};
