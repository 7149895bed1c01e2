import type { Clock, Position, ViewId } from '../../ports/index.js';

/** How far a view is that is being built: positions of the log, events a second, milliseconds that remain. */
export type RebuildProgress = {
  readonly view: ViewId;
  readonly position: Position;
  readonly head: Position;
  readonly perSecond: number;
  readonly remaining: number;
};

/** Somebody who wants to know. */
export type Told = (progress: RebuildProgress) => void;

/** Where the views are that are furthest behind. */
export type Whereabouts = Pick<RebuildProgress, 'view' | 'position' | 'head'>;

const second = 1_000;

/** Tells how far the views are, at most once a second of this clock, and for the first time after one. */
export const telling = (told: Told, clock: Clock): ((where: Whereabouts) => void) => {
  let began: { readonly at: number; readonly position: Position } | undefined;
  let last = 0;
  return ({ view, position, head }) => {
    const now = clock.now();
    if (began === undefined || position < began.position) {
      began = { at: now, position };
      last = now;
    }
    if (now - last < second) return;
    last = now;
    const perSecond = ((position - began.position) * second) / (now - began.at);
    const remaining = perSecond === 0 ? 0 : Math.round(((head - position) * second) / perSecond);
    told({ view, position, head, perSecond: Math.round(perSecond), remaining });
  };
};
