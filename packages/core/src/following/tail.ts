import type { Recorded } from '@recount/domain/facts';
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
import type { Clock, LogReader, Position, Unavailable, Unreadable } from '../ports/index.js';
import { readAllStored } from '../recording/index.js';

/** Called with each run of new events, in the log's order, before anything waits for them. */
export type Listener = (events: ReadonlyArray<Recorded>) => void;

/** This node's own place in the log, with the latest events at hand. */
export type Tail = {
  /** The position up to which this node knows the log. */
  readonly cursor: () => Position;
  /** When the log's head was last seen to be the cursor, by the engine's clock. */
  readonly confirmedAt: () => number;
  /** The events after a position up to the cursor; undefined when they are no longer at hand. */
  readonly since: (after: Position) => ReadonlyArray<Recorded> | undefined;
  /** Reads on to the log's head, and at least to a position that is known to be there. */
  readonly advance: (atLeast?: Position) => Promise<Either<Unavailable | Unreadable, void>>;
  readonly listen: (listener: Listener) => void;
};

const pageSize = 1_000;

/** Follows a log from a position on, keeping at most `atHand` of the latest events. */
export const follow = (
  log: LogReader,
  from: Position,
  { clock, atHand }: { readonly clock: Clock; readonly atHand: number },
): Tail => {
  const listeners: Listener[] = [];
  let cursor = from;
  let confirmedAt = clock.now();
  let recent: Recorded[] = [];
  let reading: Promise<Either<Unavailable | Unreadable, void>> | undefined;

  const take = (events: ReadonlyArray<Recorded>): void => {
    recent.push(...events);
    if (recent.length > 2 * atHand) recent = recent.slice(-atHand);
    cursor = events.at(-1)?.position ?? cursor;
    for (const listener of listeners) listener(events);
  };

  const readOn = async (): Promise<Either<Unavailable | Unreadable, void>> => {
    for (;;) {
      const asked = clock.now();
      const page = await log.readAll(cursor, pageSize)();
      if (isLeft(page)) return page;
      const events = readAllStored(page.right.events);
      if (isLeft(events)) return events;
      if (events.right.length > 0) take(events.right);
      if (cursor < page.right.head) continue;
      confirmedAt = asked;
      return right(undefined);
    }
  };

  const advance: Tail['advance'] = async (atLeast = 0) => {
    for (;;) {
      const joined = reading !== undefined;
      reading ??= readOn().finally(() => {
        reading = undefined;
      });
      const result = await reading;
      // A read that was under way may have looked before what is waited for was there.
      if (isLeft(result) || cursor >= atLeast || !joined) return result;
    }
  };

  return {
    cursor: () => cursor,
    confirmedAt: () => confirmedAt,
    since: (after) => {
      const first = recent[0]?.position ?? cursor + 1;
      return after + 1 < first ? undefined : recent.slice(after + 1 - first);
    },
    advance,
    listen: (listener) => {
      listeners.push(listener);
    },
  };
};
