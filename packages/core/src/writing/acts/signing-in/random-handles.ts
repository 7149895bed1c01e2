import { Handle } from '@recount/domain/vocabulary';
import type { Entropy } from '../../../ports/index.js';
import { firstWords, secondWords } from './handle-words.js';

const number = (below: number, entropy: Entropy): number => {
  const [high = 0, middle = 0, low = 0] = entropy.bytes(3);
  return (high * 65_536 + middle * 256 + low) % below;
};

const pick = (words: ReadonlyArray<string>, entropy: Entropy): string =>
  words[number(words.length, entropy)] ?? 'new';

const randomHandle = (entropy: Entropy): Handle => {
  for (;;) {
    const handle = `${pick(firstWords, entropy)}-${pick(secondWords, entropy)}-${1_000 + number(9_000, entropy)}`;
    if (Handle.is(handle)) return handle;
  }
};

/** Three handles of random words: a first handle never tells a name or an address. */
export const randomHandles = (entropy: Entropy): [Handle, Handle, Handle] => [
  randomHandle(entropy),
  randomHandle(entropy),
  randomHandle(entropy),
];
