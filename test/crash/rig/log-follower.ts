import type { LogReader, StoredEvent } from '@recount/core/ports';
import { postgresLog } from '@recount/store-postgres';
import { isLeft } from 'fp-ts/lib/Either.js';
import { answered } from '../../contracts/answers.js';
import { breather } from './doors.js';

/** Somebody who follows the log itself, by the store's own reads, in another process than the service's. */
export type LogFollower = {
  /** All that it read, once it came so far. */
  readonly until: (position: number) => Promise<ReadonlyArray<StoredEvent>>;
};

const follow = async (
  log: LogReader,
  isOver: (last: number) => boolean,
): Promise<ReadonlyArray<StoredEvent>> => {
  const read: StoredEvent[] = [];
  const last = (): number => read.at(-1)?.position ?? 0;
  while (!isOver(last())) {
    const page = await log.readAll(last(), 100)();
    if (isLeft(page) || page.right.events.length === 0) await breather();
    else read.push(...page.right.events);
  }
  return read;
};

/** Begins to follow. */
export const followed = async (url: string): Promise<LogFollower> => {
  const log = await answered(postgresLog(url));
  let end = Number.POSITIVE_INFINITY;
  const all = follow(log, (last) => last >= end);
  all.catch(() => undefined);
  return {
    until: async (position) => {
      end = position;
      const read = await all;
      await log.close();
      return read;
    },
  };
};
