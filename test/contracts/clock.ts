import type { Clock } from '@recount/core/ports';

/** A clock that stands still until it is set. Milliseconds since 1970. */
export type SetClock = Clock & { readonly set: (now: number) => void };

/** Where every test begins: 2026-01-01. */
export const newYear = 1_767_225_600_000;

/** A clock at the beginning. */
export const setClock = (): SetClock => {
  let now = newYear;
  return {
    now: () => now,
    set: (to) => {
      now = to;
    },
  };
};
