import type { BatchLog, Position, StoredEvent } from '@recount/core/ports';
import { isLeft } from 'fp-ts/lib/Either.js';
import type { Chance } from './chance.js';
import type { Timeline } from './time.js';

/** Somebody outside who reads the log from its beginning while it is written, and now and then forgets the last page. */
export type Reader = {
  readonly read: () => ReadonlyArray<StoredEvent>;
  readonly stop: () => void;
  readonly finish: () => Promise<void>;
};

/** Begins to read: pages of any size, at any time. */
export const reader = (log: BatchLog, time: Timeline, chance: Chance): Reader => {
  let seen: ReadonlyArray<StoredEvent> = [];
  let callOff: () => void = () => undefined;
  const place = (): Position => seen.at(-1)?.position ?? 0;
  const page = async (limit: number): Promise<void> => {
    if (chance.yes(0.05)) seen = seen.slice(0, -1 - chance.below(5));
    const found = await log.readAll(place(), limit)();
    if (!isLeft(found)) seen = [...seen, ...found.right.events];
  };
  const again = (): void => {
    callOff = time.after(chance.fraction() * 300, () => void page(1 + chance.below(20)).then(again));
  };
  again();
  return {
    read: () => seen,
    stop: () => callOff(),
    finish: () => page(Number.MAX_SAFE_INTEGER),
  };
};
