import { pipe } from 'fp-ts/lib/function.js';
import { isSome, none, type Option, some } from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Unavailable, ViewStore } from '../../ports/index.js';

/** When credentials were last used: counted in memory, flushed apart from the log. */
export type Usage = {
  readonly note: (id: string, at: number) => void;
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

/** Usage beside these views. */
export const usage = (views: ViewStore): Usage => {
  let noted = new Map<string, number>();
  return {
    note: (id, at) => {
      noted.set(id, at);
    },
    flush: async () => {
      if (noted.size === 0) return;
      const flushing = noted;
      noted = new Map();
      const done = await views.used([...flushing].map(([id, at]) => ({ id, at })))();
      if (done._tag === 'Left') noted = new Map([...flushing, ...noted]);
    },
    lastUsed: (ids) =>
      pipe(
        views.lastUsed(ids),
        TE.map((stored) => ids.map((id, i) => later(stored[i] ?? none, noted.get(id)))),
      ),
  };
};
