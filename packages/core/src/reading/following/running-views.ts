import type { Recorded } from '@recount/domain/facts';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import {
  type CheckpointMoved,
  type LeadLost,
  type Position,
  type Unavailable,
  unavailable,
  type ViewChange,
  type ViewStore,
} from '../../ports/index.js';
import type { Folding } from './viewing.js';

/** A view that met an event it cannot fold; it stands still at its checkpoint, and the others go on. */
export type Stopped = { readonly position: Position; readonly detail: string };

/** A view on its way along the log. */
export type RunningView = { readonly folding: Folding; checkpoint: Position; stopped?: Stopped };

/** The views that are furthest behind, where they are, and how far they may go before they meet the next. */
export const furthestBehind = (views: ReadonlyArray<RunningView>) => {
  const going = views.filter(({ stopped }) => stopped === undefined);
  const from = Math.min(Number.MAX_SAFE_INTEGER, ...going.map(({ checkpoint }) => checkpoint));
  const ahead = going.map(({ checkpoint }) => checkpoint).filter((checkpoint) => checkpoint > from);
  return {
    behind: going.filter(({ checkpoint }) => checkpoint === from),
    from,
    until: Math.min(Number.MAX_SAFE_INTEGER, ...ahead),
  };
};

const changesOf = async (
  behind: ReadonlyArray<RunningView>,
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
      view.stopped = { position: view.checkpoint, detail: String(poison) };
    }
  }
  return right(changes);
};

// Where another runner was first, this one goes on from there.
const movedTo = (
  applied: Either<Unavailable | CheckpointMoved | LeadLost, void>,
  to: Position,
): Either<Unavailable, Position> => {
  if (!isLeft(applied)) return right(to);
  if (applied.left.type === 'CheckpointMoved') return right(applied.left.checkpoint);
  return left(applied.left.type === 'Unavailable' ? applied.left : unavailable('another leads the views'));
};

/** Folds a run of events into the views that are all at `from`; rows and checkpoints move together. */
export const applyTo = async (
  { behind, from }: { readonly behind: ReadonlyArray<RunningView>; readonly from: Position },
  { events, to }: { readonly events: ReadonlyArray<Recorded>; readonly to: Position },
  views: ViewStore,
): Promise<Either<Unavailable, void>> => {
  const changes = await changesOf(behind, events, views);
  if (isLeft(changes)) return changes;
  const now = movedTo(await views.apply(changes.right, { from, to })(), to);
  if (isLeft(now)) return now;
  for (const view of behind) if (view.stopped === undefined) view.checkpoint = now.right;
  return right(undefined);
};

/** Finds each view's place. */
export const runningViews = async (
  foldings: ReadonlyArray<Folding>,
  views: ViewStore,
): Promise<Either<Unavailable, ReadonlyArray<RunningView>>> => {
  const found = await views.checkpoints(foldings.map(({ view }) => view))();
  if (isLeft(found)) return found;
  return right(foldings.map((folding, i) => ({ folding, checkpoint: found.right[i] ?? 0 })));
};
