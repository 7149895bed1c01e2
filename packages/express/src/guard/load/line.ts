import type { Asker } from './shares.js';

/** Who waits to be let in: networks in turn, in each network its credentials in turn, and of each the first who came. */
export type Line<W extends { readonly asker: Asker }> = {
  readonly length: () => number;
  readonly join: (one: W) => void;
  /** Whether it was there. */
  readonly leave: (one: W) => boolean;
  /** Whose turn it is; asked again, it is another's. */
  readonly next: () => W | undefined;
};

type Turns<A> = Map<string, A>;

// What is set anew in a Map is its last.
const lastNow = <A>(turns: Turns<A>, [name, value]: readonly [string, A]): void => {
  turns.delete(name);
  turns.set(name, value);
};

const firstOf = <A>(all: Iterable<A>): A | undefined => {
  for (const one of all) return one;
  return undefined;
};

type All<W> = Turns<Turns<Set<W>>>;

const put = <W extends { readonly asker: Asker }>(networks: All<W>, one: W): void => {
  const { network, credential } = one.asker;
  const there: Turns<Set<W>> = networks.get(network) ?? new Map();
  if (there.size === 0) networks.set(network, there);
  const own = there.get(credential) ?? new Set();
  if (own.size === 0) there.set(credential, own);
  own.add(one);
};

const take = <W extends { readonly asker: Asker }>(networks: All<W>, one: W): boolean => {
  const { network, credential } = one.asker;
  const there = networks.get(network);
  const own = there?.get(credential);
  if (there === undefined || own === undefined || !own.delete(one)) return false;
  if (own.size === 0) there.delete(credential);
  if (there.size === 0) networks.delete(network);
  return true;
};

/** Nobody waits yet. */
export const line = <W extends { readonly asker: Asker }>(): Line<W> => {
  const networks: All<W> = new Map();
  let length = 0;
  return {
    length: () => length,
    join: (one) => {
      put(networks, one);
      length += 1;
    },
    leave: (one) => {
      const was = take(networks, one);
      if (was) length -= 1;
      return was;
    },
    next: () => {
      const network = firstOf(networks);
      const credential = network && firstOf(network[1]);
      if (network === undefined || credential === undefined) return undefined;
      lastNow(networks, network);
      lastNow(network[1], credential);
      return firstOf(credential[1]);
    },
  };
};
