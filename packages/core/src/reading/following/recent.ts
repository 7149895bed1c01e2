import type { Recorded } from '@recount/domain/facts';
import type { Position } from '../../ports/index.js';

/** The latest events, without gaps up to the cursor. */
export type Recent = {
  readonly cursor: () => Position;
  readonly add: (events: ReadonlyArray<Recorded>) => void;
  /** The events after a position; undefined when they are no longer at hand. */
  readonly since: (after: Position) => ReadonlyArray<Recorded> | undefined;
};

/** Keeps the latest events after a position: at least `atHand` of them, at most twice as many. */
export const recentEvents = (from: Position, atHand: number): Recent => {
  let cursor = from;
  let kept: Recorded[] = [];
  return {
    cursor: () => cursor,
    add: (events) => {
      kept.push(...events);
      if (kept.length > 2 * atHand) kept = kept.slice(-atHand);
      cursor = events.at(-1)?.position ?? cursor;
    },
    since: (after) => {
      const first = kept[0]?.position ?? cursor + 1;
      return after + 1 < first ? undefined : kept.slice(after + 1 - first);
    },
  };
};
