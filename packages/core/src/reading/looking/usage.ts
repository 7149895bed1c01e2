import { pipe } from 'fp-ts/lib/function.js';
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
import { isSome, none, type Option, some, toUndefined } from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import QuickLRU from 'quick-lru';
import type { Unavailable, ViewStore } from '../../ports/index.js';

/** When credentials were last used: counted in memory, flushed apart from the log. */
export type Usage = {
  readonly note: (id: string, at: number) => void;
  /** When this was last used: as this node knows by itself if that is no earlier than `since`, else as every node does. */
  readonly latest: (id: string, since: number) => Promise<Either<Unavailable, number | undefined>>;
  /** Writes what was noted since the last flush; what cannot be written now is kept for the next. */
  readonly flush: () => Promise<void>;
  readonly lastUsed: (
    ids: ReadonlyArray<string>,
  ) => TE.TaskEither<Unavailable, ReadonlyArray<Option<number>>>;
};

const later = (stored: Option<number>, noted: number | undefined): Option<number> => {
  if (noted === undefined) return stored;
  return isSome(stored) && stored.value > noted ? stored : some(noted);
};

/** What this node knows of use: what is not flushed yet, and of some (at most `max`) the latest that it heard of. */
const knowing = (max: number) => {
  const heard = new QuickLRU<string, number>({ maxSize: max });
  const noted = new Map<string, number>();
  const note: Usage['note'] = (id, at) => void noted.set(id, Math.max(at, noted.get(id) ?? at));
  return {
    heard,
    noted,
    note,
    of: (id: string): number | undefined => {
      const [one, other] = [heard.get(id), noted.get(id)];
      return one === undefined || other === undefined ? (one ?? other) : Math.max(one, other);
    },
  };
};

type Knowing = ReturnType<typeof knowing>;

// What is on its way to the store stays known until it is there: nobody may take it for never used.
const flushing =
  (views: ViewStore, { heard, noted }: Knowing) =>
  async (): Promise<void> => {
    if (noted.size === 0) return;
    const uses = [...noted].map(([id, at]) => ({ id, at }));
    const done = await views.used(uses)();
    if (isLeft(done)) return;
    for (const { id, at } of uses) {
      if (heard.has(id)) heard.set(id, at);
      if (noted.get(id) === at) noted.delete(id);
    }
  };

/** Usage beside these views; a clock that goes back makes no use earlier than it was. */
export const usage = (views: ViewStore, { max }: { readonly max: number }): Usage => {
  const known = knowing(max);
  const lastUsed: Usage['lastUsed'] = (ids) =>
    pipe(
      views.lastUsed(ids),
      TE.map((stored) => ids.map((id, i) => later(stored[i] ?? none, known.noted.get(id)))),
    );
  return {
    lastUsed,
    note: known.note,
    flush: flushing(views, known),
    latest: async (id, since) => {
      const here = known.of(id);
      if (here !== undefined && here >= since) return right(here);
      const found = await lastUsed([id])();
      if (isLeft(found)) return found;
      const at = toUndefined(found.right[0] ?? none);
      if (at !== undefined) known.heard.set(id, at);
      return right(at);
    },
  };
};
