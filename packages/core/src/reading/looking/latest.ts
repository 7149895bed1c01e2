import type { Recorded } from '@recount/domain/facts';
import type { SubjectId } from '@recount/domain/vocabulary';
import { activityOf } from '@recount/projections';
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
import type { LogReader, Position, Unavailable, Unreadable } from '../../ports/index.js';
import { about } from './history.js';
import type { HistoryPage } from './pages.js';

type Wanted = { readonly end: Position; readonly least: number; readonly most: number };

// Where to begin a span that held too few or too many: from one that held too many it is halved, until then widened.
const nextBegin = (narrow: Position, wide: Position | undefined, end: Position): Position =>
  wide === undefined ? Math.max(0, end - 4 * (end - narrow)) : Math.floor((wide + narrow) / 2);

type Span = { readonly until: ReadonlyArray<Recorded>; readonly isCut: boolean };

const spanFrom = async (
  begin: Position,
  { end, most }: Wanted,
  read: (page: { readonly after: Position; readonly limit: number }) => ReturnType<typeof about>,
): Promise<Either<Unavailable | Unreadable, Span>> => {
  const found = await read({ after: begin, limit: most });
  if (isLeft(found)) return found;
  const { events } = found.right;
  const until = events.filter(({ position }) => position <= end);
  const last = events.at(-1)?.position ?? end;
  return right({ until, isCut: events.length >= most && last < end });
};

/**
 * The last events about a subject until a position. The log reads forwards only: a span before the end is widened until
 * it holds enough, and halved where it holds too much; a position holds one event, so there is a span that fits.
 */
const lastUntil = async (
  log: LogReader,
  subject: SubjectId,
  wanted: Wanted,
): Promise<Either<Unavailable | Unreadable, ReadonlyArray<Recorded>>> => {
  const { end, least, most } = wanted;
  let begin = Math.max(0, end - most);
  let narrow = end;
  let wide: Position | undefined;
  for (;;) {
    const span = await spanFrom(begin, wanted, (page) => about(log, subject, page));
    if (isLeft(span)) return span;
    const { until, isCut } = span.right;
    if (!isCut && (until.length >= least || begin === 0)) return right(until);
    if (isCut) wide = begin;
    else narrow = begin;
    begin = nextBegin(narrow, wide, end);
  }
};

const usual = 1_000;

/** A page of what happened that is about a subject, the latest first, before a position and up to another if given. */
export const latest =
  (log: LogReader) =>
  async (
    subject: SubjectId,
    page: { readonly before?: Position; readonly upTo?: Position; readonly limit: number },
  ): Promise<Either<Unavailable | Unreadable, HistoryPage>> => {
    const { before = Number.MAX_SAFE_INTEGER, upTo = Number.MAX_SAFE_INTEGER, limit } = page;
    const nothing = await about(log, subject, { after: Number.MAX_SAFE_INTEGER, limit: 1 });
    if (isLeft(nothing)) return nothing;
    const position = Math.min(nothing.right.head, upTo);
    const end = Math.min(position, before - 1);
    const wanted = { end, least: limit + 1, most: Math.max(usual, 2 * limit) };
    const found = await lastUntil(log, subject, wanted);
    if (isLeft(found)) return found;
    const shown = found.right.slice(-limit).toReversed();
    const last = shown.at(-1);
    return right({
      activities: shown.map(activityOf),
      position,
      ...(found.right.length > limit && last !== undefined ? { next: last.position } : {}),
    });
  };
