import { createHash } from 'node:crypto';
import type { Entropy } from '@recount/core/ports';

/** Chance that is the same in every run: SHA-256 over a seed and a count. */
export const countedEntropy = (seed: string): Entropy => {
  let count = 0;
  const block = (): Buffer => createHash('sha256').update(`${seed} ${count++}`).digest();
  return {
    bytes: (wanted) => {
      const blocks: Buffer[] = [];
      for (let had = 0; had < wanted; had += 32) blocks.push(block());
      return new Uint8Array(Buffer.concat(blocks).subarray(0, wanted));
    },
  };
};
