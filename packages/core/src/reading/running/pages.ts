import type { Recorded } from '@recount/domain/facts';
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
import type { LogReader, Position, Unavailable, Unreadable } from '../../ports/index.js';
import { readAllStored } from '../../writing/recording/index.js';
import type { Tail } from '../following/index.js';

/** Events that come next, ending where a commit ends, and where the log ends as far as is known. */
export type Page = { readonly events: ReadonlyArray<Recorded>; readonly head: Position };

const pageSize = 512;

const wholeCommits = (events: ReadonlyArray<Recorded>): ReadonlyArray<Recorded> => {
  let end = Math.min(pageSize, events.length);
  while (end < events.length && events[end]?.commit === events[end - 1]?.commit) end += 1;
  return events.slice(0, end);
};

/** The page after a position; what is at hand is not read again. */
export const pageAfter = async (
  log: LogReader,
  from: Position,
  tail: Tail | undefined,
): Promise<Either<Unavailable | Unreadable, Page>> => {
  const atHand = tail?.since(from);
  if (tail !== undefined && atHand !== undefined)
    return right({ events: wholeCommits(atHand), head: tail.cursor() });
  const page = await log.readAll(from, pageSize)();
  if (isLeft(page)) return page;
  const events = readAllStored(page.right.events);
  return isLeft(events) ? events : right({ events: events.right, head: page.right.head });
};
