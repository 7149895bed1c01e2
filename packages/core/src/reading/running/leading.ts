import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
import { none } from 'fp-ts/lib/Option.js';
import type { Unavailable, ViewStore } from '../../ports/index.js';
import { isAt, isLedWith, type RunningView } from './running-view.js';

/** For how many milliseconds a lead lasts that is not renewed. */
export const leadLasts = 3_000;

type On = { readonly views: ViewStore; readonly by: string };

/** Takes or renews the lead of all views that go on. */
export const takeLead = async (
  running: ReadonlyArray<RunningView>,
  { views, by }: On,
): Promise<Either<Unavailable, void>> => {
  const going = running.filter(({ stopped }) => stopped === undefined);
  const tokens = await views.lead(
    going.map(({ folding }) => folding.view),
    by,
    leadLasts,
  )();
  if (isLeft(tokens)) return tokens;
  for (const [i, view] of going.entries()) isLedWith(view, tokens.right[i] ?? none);
  return right(undefined);
};

/** Finds where the views are, whoever moved them. */
export const lookWhere = async (
  running: ReadonlyArray<RunningView>,
  { views }: Pick<On, 'views'>,
): Promise<Either<Unavailable, void>> => {
  const found = await views.checkpoints(running.map(({ folding }) => folding.view))();
  if (isLeft(found)) return found;
  for (const [i, view] of running.entries()) isAt(view, found.right[i] ?? 0);
  return right(undefined);
};
