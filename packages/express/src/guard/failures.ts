import type { Allowance } from '../house.js';

/** Counts what failed, by whoever tried: the seconds to wait once it was too often. */
export type Failures = { readonly count: (by: string) => number | undefined };

const most = 50_000;

/** Counts failures within windows of time; it forgets all of them rather than grow without bound. */
export const failures = (allowance: Allowance | 'off', now: () => number): Failures => {
  if (allowance === 'off') return { count: () => undefined };
  let since = now();
  let counts = new Map<string, number>();
  return {
    count: (by) => {
      if (now() - since >= allowance.within || counts.size > most) {
        since = now();
        counts = new Map();
      }
      const count = (counts.get(by) ?? 0) + 1;
      counts.set(by, count);
      return count > allowance.most
        ? Math.max(1, Math.ceil((since + allowance.within - now()) / 1000))
        : undefined;
    },
  };
};
