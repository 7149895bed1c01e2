import { isLeft } from 'fp-ts/lib/Either.js';
import type { Position, StoredView, ViewId, ViewStore } from '../ports/index.js';
import { shadowedBy } from './shadow.js';

/** Drops what of the views nobody needs any more; to be called now and then. */
export type Outdated = { readonly drop: () => Promise<void> };

const key = ({ name, version }: ViewId): string => `${name} ${version}`;

// A lower version of a view whose present one has come as far, and what was begun for a rebuild.
const isOutdated = (
  { view, checkpoint }: StoredView,
  present: ReadonlyArray<ViewId>,
  all: ReadonlyArray<StoredView>,
): boolean => {
  const shadowed = shadowedBy(view);
  if (shadowed !== undefined) return present.some(({ name }) => name === shadowed.name);
  const now = present.find(({ name }) => name === view.name);
  if (now === undefined || view.version >= now.version) return false;
  return all.some((each) => key(each.view) === key(now) && each.checkpoint >= checkpoint);
};

/**
 * Looks for lower versions of the present views, once these have come as far, and for leftovers of a rebuild. What
 * nobody leads and what has not moved from one look to the next is dropped: who starts an earlier release in between
 * keeps its views. A version above the present one is never touched, nor a view whose name is not known.
 */
export const outdated = (views: ViewStore, present: ReadonlyArray<ViewId>): Outdated => {
  let idle = new Map<string, Position>();
  return {
    drop: async () => {
      const all = await views.all()();
      if (isLeft(all)) return;
      const unused = all.right.filter((each) => !each.led && isOutdated(each, present, all.right));
      for (const { view, checkpoint } of unused)
        if (idle.get(key(view)) === checkpoint) await views.drop(view)();
      idle = new Map(unused.map(({ view, checkpoint }) => [key(view), checkpoint]));
    },
  };
};
