import { isSome, type Option } from 'fp-ts/lib/Option.js';
import type { LeadToken, Position } from '../../ports/index.js';
import { type KeptRows, keptRows } from '../kept-rows.js';
import type { Folded, Folding, Stopped } from './folding.js';

/** A view on its way along the log. */
export type RunningView = {
  readonly folding: Folding;
  /** Rows as this runner wrote them last. They hold as long as nobody else can have written: while its token is valid. */
  readonly kept: KeptRows;
  checkpoint: Position;
  /** The right to apply; undefined while another leads, or nobody. */
  token: LeadToken | undefined;
  /** What it cannot fold: it stands still before that, and the others go on. */
  stopped: Stopped | undefined;
};

const rowsAtHand = 2_500;

/** A view of which nothing is known yet. */
export const notStarted = (folding: Folding): RunningView => ({
  folding,
  kept: keptRows(rowsAtHand),
  checkpoint: 0,
  token: undefined,
  stopped: undefined,
});

/** The store says that it is here; where that is news, what was known of it holds no more. */
export const isAt = (view: RunningView, checkpoint: Position): void => {
  if (view.checkpoint === checkpoint) return;
  view.checkpoint = checkpoint;
  view.kept.clear();
  // Another runner could fold it, or it is built again.
  view.stopped = undefined;
};

/** The store says who leads it. */
export const isLedWith = (view: RunningView, token: Option<LeadToken>): void => {
  const now = isSome(token) ? token.value : undefined;
  if (now !== view.token) view.kept.clear();
  view.token = now;
};

/** It was applied up to here. */
export const wentOn = (view: RunningView, to: Position, { rows, gone }: Folded): void => {
  for (const row of rows) view.kept.set(row.id, row);
  for (const id of gone) view.kept.set(id, undefined);
  view.checkpoint = to;
};

/** It cannot go on. Its lead is let go with its lease: perhaps another runner can. */
export const stops = (view: RunningView, stopped: Stopped): void => {
  view.stopped = stopped;
  view.token = undefined;
  view.kept.clear();
};

const least = (positions: ReadonlyArray<Position>): Position =>
  Math.min(Number.MAX_SAFE_INTEGER, ...positions);

/** The position that every view shows that is not stopped. */
export const shownBy = (views: ReadonlyArray<RunningView>): Position =>
  least(views.filter(({ stopped }) => stopped === undefined).map(({ checkpoint }) => checkpoint));

/** Of the views that are led, those furthest behind, where they are, and how far they may go before they meet the next. */
export type Place = {
  readonly behind: ReadonlyArray<RunningView>;
  readonly from: Position;
  readonly until: Position;
};

/** Where to go on. */
export const furthestBehind = (views: ReadonlyArray<RunningView>): Place => {
  const going = views.filter(({ token, stopped }) => token !== undefined && stopped === undefined);
  const from = least(going.map(({ checkpoint }) => checkpoint));
  const ahead = going.map(({ checkpoint }) => checkpoint).filter((checkpoint) => checkpoint > from);
  return {
    behind: going.filter(({ checkpoint }) => checkpoint === from),
    from,
    until: least(ahead),
  };
};
