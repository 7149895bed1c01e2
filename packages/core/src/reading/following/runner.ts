import type { Recorded } from '@recount/domain/facts';
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
import type { Pace } from '../../log/index.js';
import type { LogReader, Position, Unavailable, Unreadable, ViewStore } from '../../ports/index.js';
import { readAllStored } from '../../writing/recording/index.js';
import { applyTo, furthestBehind, type RunningView, runningViews, type Stopped } from './running-views.js';
import type { Tail } from './tail.js';
import type { Folding } from './viewing.js';
import { type Waiting, waitingFor } from './waiting.js';

/** How a view stands. */
export type ViewStanding = {
  readonly name: string;
  readonly version: number;
  readonly checkpoint: Position;
  readonly stopped?: Stopped;
};

/** Applies the log to the views, page by page. */
export type Runner = {
  /** Applies all there is: up to the tail's cursor, or to the log's head while there is no tail. */
  readonly catchUp: (tail?: Tail) => Promise<Either<Unavailable | Unreadable, void>>;
  /** The position that every view which is not stopped shows. */
  readonly shown: () => Position;
  readonly standings: () => ReadonlyArray<ViewStanding>;
  readonly reached: Waiting['reached'];
};

type Page = Either<Unavailable | Unreadable, ReadonlyArray<Recorded>>;
type Stage = {
  readonly log: LogReader;
  readonly views: ViewStore;
  readonly running: ReadonlyArray<RunningView>;
};

const pageSize = 512;

// What is at hand is not read again.
const pageAfter = async (log: LogReader, from: Position, tail: Tail | undefined): Promise<Page> => {
  const atHand = tail?.since(from);
  if (atHand !== undefined) return right(atHand);
  const page = await log.readAll(from, pageSize)();
  return isLeft(page) ? page : readAllStored(page.right.events);
};

const step = async (
  { log, views, running }: Stage,
  tail: Tail | undefined,
): Promise<Either<Unavailable | Unreadable, boolean>> => {
  const place = furthestBehind(running);
  if (place.behind.length === 0) return right(false);
  const page = await pageAfter(log, place.from, tail);
  if (isLeft(page)) return page;
  const events = page.right.filter(({ position }) => position <= place.until);
  const to = events.at(-1)?.position;
  if (to === undefined) return right(false);
  const applied = await applyTo(place, { events, to }, views);
  return isLeft(applied) ? applied : right(true);
};

const untilHead = async (
  stage: Stage,
  tail: Tail | undefined,
  look: () => void,
): Promise<Either<Unavailable | Unreadable, void>> => {
  for (;;) {
    const more = await step(stage, tail);
    if (isLeft(more)) return more;
    look();
    if (!more.right) return right(undefined);
  }
};

const standing = ({ folding: { view }, checkpoint, stopped }: RunningView): ViewStanding => ({
  ...view,
  checkpoint,
  ...(stopped === undefined ? {} : { stopped }),
});

/** A runner over views that stand at their own checkpoints. */
export const runner = async (
  foldings: ReadonlyArray<Folding>,
  { views, log, pace }: { readonly views: ViewStore; readonly log: LogReader; readonly pace: Pace },
): Promise<Either<Unavailable, Runner>> => {
  const found = await runningViews(foldings, views);
  if (isLeft(found)) return found;
  const running = found.right;
  const shown = (): Position => furthestBehind(running).from;
  const { look, reached } = waitingFor(shown, pace);
  let catching: Promise<Either<Unavailable | Unreadable, void>> | undefined;
  return right({
    shown,
    reached,
    standings: () => running.map(standing),
    catchUp: (tail) =>
      (catching ??= untilHead({ log, views, running }, tail, look).finally(() => {
        catching = undefined;
      })),
  });
};
