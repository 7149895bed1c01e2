import type { Recorded } from '@recount/domain/facts';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import {
  type Clock,
  type LogReader,
  type Position,
  type Unavailable,
  type Unreadable,
  unavailable,
} from '../../ports/index.js';
import { readAllStored } from '../../writing/recording/index.js';
import { type Recent, recentEvents } from './recent.js';

/** Called with each run of new events, in the log's order, before anything waits for them. */
export type Listener = (events: ReadonlyArray<Recorded>) => void;

type Read = Either<Unavailable | Unreadable, void>;

/** This node's own place in the log, with the latest events at hand. */
export type Tail = {
  /** The position up to which this node knows the log. */
  readonly cursor: () => Position;
  /** When the log's head was last seen to be the cursor, by the engine's clock. */
  readonly confirmedAt: () => number;
  /** The events after a position up to the cursor; undefined when they are no longer at hand. */
  readonly since: (after: Position) => ReadonlyArray<Recorded> | undefined;
  /** Takes a commit of this node's own that comes next, so that it need not be read; any other is left to be read. */
  readonly offer: (events: ReadonlyArray<Recorded>) => void;
  /** Reads on to the log's head, and at least to a position that is known to be there. */
  readonly advance: (atLeast?: Position) => Promise<Read>;
  readonly listen: (listener: Listener) => void;
};

const pageSize = 1_000;

// An old backup, or a failover to a store that had not heard all: nothing that follows may be believed.
const endsBefore = (head: Position, cursor: Position): Unavailable =>
  unavailable(`the log ends before what was read of it: at ${head}, not ${cursor}`);

/** Reads on to the head, page by page; answers when the head was asked for. */
const readToHead = async (
  log: LogReader,
  clock: Clock,
  { recent, take }: { readonly recent: Recent; readonly take: Listener },
): Promise<Either<Unavailable | Unreadable, number>> => {
  for (;;) {
    const asked = clock.now();
    const page = await log.readAll(recent.cursor(), pageSize)();
    if (isLeft(page)) return page;
    const events = readAllStored(page.right.events);
    if (isLeft(events)) return events;
    if (events.right.length > 0) take(events.right);
    if (recent.cursor() > page.right.head) return left(endsBefore(page.right.head, recent.cursor()));
    if (recent.cursor() === page.right.head) return right(asked);
  }
};

type OneAtATime = { readonly advance: Tail['advance']; readonly isReading: () => boolean };

// One read at a time; whoever comes while one is under way may have to read once more.
const oneAtATime = (read: () => Promise<Read>, cursor: () => Position): OneAtATime => {
  let reading: Promise<Read> | undefined;
  const advance: Tail['advance'] = async (atLeast = 0) => {
    // What is known to be there and known here needs no reading.
    while (atLeast === 0 || cursor() < atLeast) {
      const joined = reading !== undefined;
      reading ??= read().finally(() => {
        reading = undefined;
      });
      const result = await reading;
      if (isLeft(result) || cursor() >= atLeast || !joined) return result;
    }
    return right(undefined);
  };
  return { advance, isReading: () => reading !== undefined };
};

const taking =
  (recent: Recent, listeners: ReadonlyArray<Listener>): Listener =>
  (events) => {
    recent.add(events);
    for (const listener of listeners) listener(events);
  };

/** Follows a log from a position on, keeping at most `atHand` of the latest events. */
export const follow = (
  log: LogReader,
  from: Position,
  { clock, atHand }: { readonly clock: Clock; readonly atHand: number },
): Tail => {
  const recent = recentEvents(from, atHand);
  const listeners: Listener[] = [];
  let confirmedAt = clock.now();
  const take = taking(recent, listeners);
  const read = async (): Promise<Read> => {
    const asked = await readToHead(log, clock, { recent, take });
    if (isLeft(asked)) return asked;
    confirmedAt = asked.right;
    return right(undefined);
  };
  const { advance, isReading } = oneAtATime(read, recent.cursor);
  const { cursor, since } = recent;
  return {
    cursor,
    since,
    advance,
    confirmedAt: () => confirmedAt,
    // What a read that is under way will bring must not come twice.
    offer: (events) => {
      if (!isReading() && events[0]?.position === cursor() + 1) take(events);
    },
    listen: (listener) => void listeners.push(listener),
  };
};
