import type { Recorded } from '@recount/domain/facts';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import type { CheckpointMoved, LogReader, Position, Unavailable, Unreadable, ViewChange, ViewStore } from '../ports/index.js';
import { readAllStored } from '../recording/index.js';
import type { Tail } from './tail.js';
import type { Folding } from './viewing.js';

/** A view that met an event it cannot fold; it stands still at its checkpoint, and the others go on. */
export type Stopped = { readonly position: Position; readonly detail: string };

/** How a view stands. */
export type ViewStanding = {
  readonly name: string;
  readonly version: number;
  readonly checkpoint: Position;
  readonly stopped?: Stopped;
};

/** Applies the log to the views, page by page. */
export type Runner = {
  /** Applies all there is up to the log's head. */
  readonly catchUp: () => Promise<Either<Unavailable | Unreadable, void>>;
  /** The position that every view which is not stopped shows. */
  readonly shown: () => Position;
  readonly standings: () => ReadonlyArray<ViewStanding>;
  /** Resolves when the views show a position, or the time (milliseconds) is over; answers which. */
  readonly reached: (position: Position, within: number) => Promise<boolean>;
};

type Running = { readonly folding: Folding; checkpoint: Position; stopped?: Stopped };
type Waiter = { readonly position: Position; readonly done: (reached: boolean) => void };

const pageSize = 512;

const changesOf = async (
  behind: ReadonlyArray<Running>,
  events: ReadonlyArray<Recorded>,
  views: ViewStore,
): Promise<Either<Unavailable, ReadonlyArray<ViewChange>>> => {
  const changes: ViewChange[] = [];
  for (const view of behind) {
    try {
      const change = await view.folding.change(events, views);
      if (isLeft(change)) return change;
      changes.push(change.right);
    } catch (poison) {
      // A defect in a view's fold: this view says so and stands still, writes and the other views go on.
      view.stopped = { position: (events[0]?.position ?? 1) - 1, detail: String(poison) };
    }
  }
  return right(changes);
};

/** The views that are furthest behind, and how far they may go before they meet the next. */
const furthestBehind = (views: ReadonlyArray<Running>) => {
  const going = views.filter(({ stopped }) => stopped === undefined);
  const from = Math.min(...going.map(({ checkpoint }) => checkpoint));
  const ahead = going.filter(({ checkpoint }) => checkpoint > from).map(({ checkpoint }) => checkpoint);
  return { behind: going.filter(({ checkpoint }) => checkpoint === from), from, until: Math.min(...ahead) };
};

// Where another runner was first, this one goes on from there.
const movedTo = (
  applied: Either<Unavailable | CheckpointMoved, void>,
  to: Position,
): Either<Unavailable, Position> => {
  if (!isLeft(applied)) return right(to);
  return applied.left.type === 'Unavailable' ? left(applied.left) : right(applied.left.checkpoint);
};

const waiting = (shown: () => Position) => {
  let waiters: ReadonlyArray<Waiter> = [];
  const settle = (): void => {
    const there = waiters.filter(({ position }) => shown() >= position);
    waiters = waiters.filter(({ position }) => shown() < position);
    for (const { done } of there) done(true);
  };
  const reached: Runner['reached'] = (position, within) =>
    shown() >= position
      ? Promise.resolve(true)
      : new Promise((resolve) => {
          const over = setTimeout(() => {
            waiters = waiters.filter((other) => other !== waiter);
            resolve(false);
          }, within);
          const waiter: Waiter = {
            position,
            done: (there) => {
              clearTimeout(over);
              resolve(there);
            },
          };
          waiters = [...waiters, waiter];
        });
  return { settle, reached };
};

/** A runner over views that stand at their own checkpoints; what is at hand in the tail is not read again. */
export const runner = async (
  foldings: ReadonlyArray<Folding>,
  views: ViewStore,
  { log, tail }: { readonly log: LogReader; readonly tail: () => Tail | undefined },
): Promise<Either<Unavailable, Runner>> => {
  const running: Running[] = [];
  for (const one of foldings) {
    const checkpoint = await views.checkpoint(one.view)();
    if (isLeft(checkpoint)) return checkpoint;
    running.push({ folding: one, checkpoint: checkpoint.right });
  }
  const shown = (): Position => furthestBehind(running).from;
  const { settle, reached } = waiting(shown);

  const pageAfter = async (
    from: Position,
    until: Position,
  ): Promise<Either<Unavailable | Unreadable, ReadonlyArray<Recorded>>> => {
    const atHand = tail()?.since(from);
    if (atHand !== undefined) return right(atHand.filter(({ position }) => position <= until));
    const page = await log.readAll(from, pageSize)();
    if (isLeft(page)) return page;
    return readAllStored(page.right.events.filter(({ position }) => position <= until));
  };

  const step = async (): Promise<Either<Unavailable | Unreadable, boolean>> => {
    const { behind, from, until } = furthestBehind(running);
    if (behind.length === 0) return right(false);
    const events = await pageAfter(from, until);
    if (isLeft(events)) return events;
    const to = events.right.at(-1)?.position;
    if (to === undefined) return right(false);
    const changes = await changesOf(behind, events.right, views);
    if (isLeft(changes)) return changes;
    const applied = await views.apply(changes.right, { from, to })();
    const now = movedTo(applied, to);
    if (isLeft(now)) return now;
    for (const view of behind) if (view.stopped === undefined) view.checkpoint = now.right;
    settle();
    return right(true);
  };

  const untilHead = async (): Promise<Either<Unavailable | Unreadable, void>> => {
    for (;;) {
      const more = await step();
      if (isLeft(more)) return more;
      if (!more.right) return right(undefined);
    }
  };
  let catching: ReturnType<typeof untilHead> | undefined;
  return right({
    shown,
    reached,
    catchUp: () => (catching ??= untilHead().finally(() => (catching = undefined))),
    standings: () =>
      running.map(({ folding: { view }, checkpoint, stopped }) => ({
        ...view,
        checkpoint,
        ...(stopped === undefined ? {} : { stopped }),
      })),
  });
};
