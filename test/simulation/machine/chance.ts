import { createHash } from 'node:crypto';
import type { Entropy } from '@recount/core/ports';

/** Chance that is the same whenever its seed is. */
export type Chance = Entropy & {
  /** A number from 0 to below 1. */
  readonly fraction: () => number;
  /** A whole number from 0 to below this one. */
  readonly below: (end: number) => number;
  /** True with this likelihood. */
  readonly yes: (likelihood: number) => boolean;
  readonly oneOf: <A>(all: ReadonlyArray<A>) => A;
  /** Chance of its own for somebody: how much of it they use changes nothing for others. */
  readonly of: (whom: string) => Chance;
};

// Chris Doty-Humphrey's sfc32: small, fast, and good enough for anything but secrets.
const words = (seed: string): (() => number) => {
  const start = createHash('sha256').update(seed).digest();
  let [a, b, c, counter] = [0, 4, 8, 12].map((at) => start.readUInt32LE(at)) as [
    number,
    number,
    number,
    number,
  ];
  return () => {
    const word = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + word;
    return word >>> 0;
  };
};

/** Chance of a seed. */
export const chanceOf = (seed: string): Chance => {
  const word = words(seed);
  const fraction = (): number => word() / 2 ** 32;
  const below = (end: number): number => Math.floor(fraction() * end);
  return {
    fraction,
    below,
    yes: (likelihood) => fraction() < likelihood,
    oneOf: (all) => {
      if (all.length === 0) throw new Error('nothing to choose from');
      return all[below(all.length)]!;
    },
    bytes: (count) => Uint8Array.from({ length: count }, () => word() & 0xff),
    of: (whom) => chanceOf(`${seed} ${whom}`),
  };
};
