import type { Commit } from '../../ports/index.js';
import type { GroupLimits } from '../limits.js';

/** What waits: a commit, and its body text in bytes. */
export type Queued = { readonly commit: Commit; readonly bytes: number };

/** Commits in the order in which they were asked for, so many and no more. */
export type Queue<A extends Queued> = {
  /** Lets one in at the end, if there is room. */
  readonly join: (one: A) => boolean;
  /** Takes one out, if it still waits. */
  readonly leave: (one: A) => boolean;
  /** How many wait, and how many bytes of body text. */
  readonly size: () => { readonly commits: number; readonly bytes: number };
  /** Takes the next batch out, of at most so many; empty when nobody waits. */
  readonly next: (most: number) => ReadonlyArray<A>;
};

const fits = (limits: GroupLimits, commits: number, bytes: number): boolean =>
  commits <= limits.commits && (commits === 1 || bytes <= limits.bytes);

/** An empty queue. */
export const queue = <A extends Queued>(limits: GroupLimits): Queue<A> => {
  const waiting = new Set<A>();
  let bytes = 0;
  const leave = (one: A): boolean => {
    if (!waiting.delete(one)) return false;
    bytes -= one.bytes;
    return true;
  };
  return {
    join: (one) => {
      if (waiting.size >= limits.queuedCommits || bytes + one.bytes > limits.queuedBytes) return false;
      waiting.add(one);
      bytes += one.bytes;
      return true;
    },
    leave,
    size: () => ({ commits: waiting.size, bytes }),
    next: (most) => {
      const batch: A[] = [];
      let size = 0;
      for (const one of waiting) {
        size += one.bytes;
        if (batch.length === most || !fits(limits, batch.length + 1, size)) break;
        batch.push(one);
      }
      for (const one of batch) leave(one);
      return batch;
    },
  };
};
