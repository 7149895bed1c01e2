import type { Allowance } from '../house.js';
import { networkOf } from './load/network.js';

/** Counts what failed, by the network address that tried: the seconds to wait once it was too often. */
export type Failures = { readonly count: (address: string | undefined) => number | undefined };

const most = 50_000;

// The older half goes, so that many new addresses do not wash away the count of one.
const halved = (counts: ReadonlyMap<string, number>): Map<string, number> =>
  new Map([...counts].slice(Math.floor(counts.size / 2)));

/** Counts failures within windows of time, of a whole /64 together where addresses are plenty; the oldest are forgotten. */
export const failures = (allowance: Allowance | 'off', now: () => number): Failures => {
  if (allowance === 'off') return { count: () => undefined };
  let since = now();
  let counts = new Map<string, number>();
  return {
    count: (address) => {
      if (now() - since >= allowance.within) {
        since = now();
        counts = new Map();
      }
      if (counts.size > most) counts = halved(counts);
      const by = networkOf(address);
      const count = (counts.get(by) ?? 0) + 1;
      counts.delete(by);
      counts.set(by, count);
      return count > allowance.most
        ? Math.max(1, Math.ceil((since + allowance.within - now()) / 1000))
        : undefined;
    },
  };
};
