import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import { isSome } from 'fp-ts/lib/Option.js';
import type { Pace } from '../../log/index.js';
import {
  type Unavailable,
  type Unreadable,
  unavailable,
  type ViewId,
  type ViewStore,
} from '../../ports/index.js';
import { leadLasts, type Runner } from '../../reading/running/index.js';
import { shadowedBy } from '../../reading/shadow.js';

const another = unavailable('another process builds these views anew');
const lookEvery = 500;
const rounds = 100;

const passed = (pace: Pace, milliseconds: number): Promise<void> =>
  new Promise((resolve) => pace.after(milliseconds, resolve));

/** What is built on; `by` is what it is led under. */
export type Building = { readonly views: ViewStore; readonly pace: Pace; readonly by: string };

const dropAll = async (
  shadows: ReadonlyArray<ViewId>,
  views: ViewStore,
): Promise<Either<Unavailable, void>> => {
  for (const shadow of shadows) {
    const dropped = await views.drop(shadow)();
    if (isLeft(dropped)) return dropped;
  }
  return right(undefined);
};

/**
 * Takes the lead of views that are built anew, and drops what was begun of them: it may be of another release. Whoever
 * was killed in the middle leads for a moment more.
 */
export const cleared = async (
  shadows: ReadonlyArray<ViewId>,
  { views, pace, by }: Building,
): Promise<Either<Unavailable, void>> => {
  for (let waited = 0; waited <= 2 * leadLasts; waited += lookEvery) {
    const tokens = await views.lead(shadows, by, leadLasts)();
    if (isLeft(tokens)) return tokens;
    if (tokens.right.every(isSome)) return dropAll(shadows, views);
    await passed(pace, lookEvery);
  }
  return left(another);
};

// One that is behind the running view by now goes on with the next round.
const swapped = async (
  shadows: ReadonlyArray<ViewId>,
  running: Runner,
  views: ViewStore,
): Promise<Either<Unavailable, ReadonlyArray<ViewId>>> => {
  const done: ViewId[] = [];
  for (const shadow of shadows) {
    const view = shadowedBy(shadow) ?? shadow;
    const put = await views.replace(view, shadow)();
    if (isLeft(put) && put.left.type === 'Unavailable') return left(put.left);
    if (isLeft(put)) continue;
    running.leave(shadow);
    done.push(view);
  }
  return right(done);
};

/** Builds all, and puts each in the place of the old one when it has come as far; answers which. */
export const swapAll = async (
  running: Runner,
  { views, pace }: Building,
): Promise<Either<Unavailable | Unreadable, ReadonlyArray<ViewId>>> => {
  const done: ViewId[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const caught = await running.catchUp();
    if (isLeft(caught)) return caught;
    const going = running.standings().filter(({ stopped }) => stopped === undefined);
    if (going.length === 0) return right(done);
    if (!going.every(({ leads }) => leads)) return left(another);
    const put = await swapped(
      going.map(({ name, version }) => ({ name, version })),
      running,
      views,
    );
    if (isLeft(put)) return put;
    done.push(...put.right);
    await new Promise<void>((resolve) => pace.soon(resolve));
  }
  return left(unavailable('the views went on faster than they could be built anew'));
};
