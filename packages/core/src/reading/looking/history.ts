import type { Recorded } from '@recount/domain/facts';
import type { SubjectId } from '@recount/domain/vocabulary';
import { activityOf } from '@recount/projections';
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
import type { Pace } from '../../log/index.js';
import type { LogReader, Position, Unavailable, Unreadable } from '../../ports/index.js';
import { readAllStored } from '../../writing/recording/index.js';
import type { HistoryPage } from './pages.js';

type Read = Either<
  Unavailable | Unreadable,
  { readonly events: ReadonlyArray<Recorded>; readonly head: Position }
>;

/** Events about a subject after a position, in the log's order: at least as many as the limit if there are. */
export const about = async (
  log: LogReader,
  subject: SubjectId,
  page: { readonly after: Position; readonly limit: number },
): Promise<Read> => {
  const found = await log.readSubject(subject, page.after, page.limit)();
  if (isLeft(found)) return found;
  const events = readAllStored(found.right.events);
  return isLeft(events) ? events : right({ events: events.right, head: found.right.head });
};

/** A page of what happened that is about a subject, in the log's order, up to a position if one is given. */
export const history =
  (log: LogReader) =>
  async (
    subject: SubjectId,
    page: { readonly after?: Position; readonly upTo?: Position; readonly limit: number },
  ): Promise<Either<Unavailable | Unreadable, HistoryPage>> => {
    const { after = 0, upTo = Number.MAX_SAFE_INTEGER, limit } = page;
    const found = await about(log, subject, { after, limit: limit + 1 });
    if (isLeft(found)) return found;
    const until = found.right.events.filter(({ position }) => position <= upTo);
    const shown = until.slice(0, limit);
    const last = shown.at(-1);
    return right({
      activities: shown.map(activityOf),
      position: Math.min(found.right.head, upTo),
      ...(until.length > limit && last !== undefined ? { next: last.position } : {}),
    });
  };

// Small enough that others are served between two pages.
const pageSize = 250;

/** All events about a subject up to a position. */
export const eventsAbout = async (
  { log, pace }: { readonly log: LogReader; readonly pace: Pace },
  subject: SubjectId,
  upTo: Position,
): Promise<Either<Unavailable | Unreadable, ReadonlyArray<Recorded>>> => {
  const all: Recorded[] = [];
  for (let after = 0; ; ) {
    const found = await about(log, subject, { after, limit: pageSize });
    if (isLeft(found)) return found;
    all.push(...found.right.events.filter(({ position }) => position <= upTo));
    const last = found.right.events.at(-1);
    if (last === undefined || last.position >= upTo || found.right.events.length < pageSize)
      return right(all);
    after = last.position;
    await new Promise<void>((resolve) => pace.soon(resolve));
  }
};
