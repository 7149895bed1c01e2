import type { Recorded } from '@recount/domain/facts';
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
import type { LogReader, Position, Unavailable, Unreadable } from '../../ports/index.js';
import { readAllStored } from '../../writing/recording/index.js';
import type { Tail } from '../following/index.js';

/** Events that come next, ending where a commit ends, and where the log ends as far as is known. */
export type Page = { readonly events: ReadonlyArray<Recorded>; readonly head: Position };

type Read = Promise<Either<Unavailable | Unreadable, Page>>;

/** The page after a position; what is at hand is not read again. */
export type Pages = (from: Position, tail: Tail | undefined) => Read;

const pageSize = 512;

const wholeCommits = (events: ReadonlyArray<Recorded>): ReadonlyArray<Recorded> => {
  let end = Math.min(pageSize, events.length);
  while (end < events.length && events[end]?.commit === events[end - 1]?.commit) end += 1;
  return events.slice(0, end);
};

const read = async (log: LogReader, from: Position): Read => {
  const page = await log.readAll(from, pageSize)();
  if (isLeft(page)) return page;
  const events = readAllStored(page.right.events);
  return isLeft(events) ? events : right({ events: events.right, head: page.right.head });
};

/** Pages of a log. While one is worked on, the next is on its way, if the log is known to go on. */
export const pagesOf = (log: LogReader): Pages => {
  let coming: { readonly from: Position; readonly page: Read } | undefined;
  const readOn = async (from: Position): Read => {
    const page = await (coming?.from === from ? coming.page : read(log, from));
    coming = undefined;
    if (isLeft(page)) return page;
    const { events, head } = page.right;
    const last = events.at(-1)?.position ?? head;
    if (last < head) coming = { from: last, page: read(log, last) };
    return page;
  };
  return (from, tail) => {
    const atHand = tail?.since(from);
    return tail === undefined || atHand === undefined
      ? readOn(from)
      : Promise.resolve(right({ events: wholeCommits(atHand), head: tail.cursor() }));
  };
};
