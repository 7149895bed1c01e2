import { isRight, left, right } from 'fp-ts/lib/Either.js';
import { fromNullable } from 'fp-ts/lib/Option.js';
import { fromIO, fromIOEither } from 'fp-ts/lib/TaskEither.js';
import { type Bell, bell } from '@recount/core/log';
import type { CheckpointMoved, Clock, ViewStore } from '@recount/core/ports';
import { type Leadership, leadership } from '@recount/core/views';
import { owner } from './owner.js';
import { applyTo, key, pageIn, rowsIn, type Table, type Tables, tableOf } from './tables.js';

type Kept = { readonly tables: Tables; readonly leads: Leadership; readonly news: Bell };

const byNameThenVersion = ({ view: a }: Table, { view: b }: Table): number => {
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  return a.version - b.version;
};

type Leading = Pick<ViewStore, 'lead' | 'yield'>;

const leading = ({ leads }: Kept): Leading => ({
  lead: (views, by, lasts) => fromIO(() => views.map((view) => leads.lead(view, by, lasts))),
  yield: (by) => fromIO(() => leads.yield(by)),
});

type Reading = Pick<ViewStore, 'checkpoints' | 'get' | 'getMany' | 'list' | 'all' | 'wake'>;

const reading = ({ tables, leads, news }: Kept): Reading => ({
  checkpoints: (views) => fromIO(() => views.map((view) => tableOf(tables, view).checkpoint)),
  get: (view, ids) => fromIO(() => rowsIn(tables, { view, ids })),
  getMany: (wishes) => fromIO(() => wishes.map((wish) => rowsIn(tables, wish))),
  list: (view, group, page) => fromIO(() => pageIn(tables, view, group, page)),
  all: () =>
    fromIO(() =>
      [...tables.values()]
        .toSorted(byNameThenVersion)
        .map(({ view, checkpoint }) => ({ view, checkpoint, led: leads.isLed(view) })),
    ),
  wake: news.listen,
});

type Writing = Pick<ViewStore, 'apply' | 'drop' | 'replace'>;

const writing = ({ tables, leads, news }: Kept): Writing => ({
  apply: (changes, step) =>
    fromIOEither(() => {
      const applied = applyTo(tables, leads, changes, step);
      if (isRight(applied)) news.ring();
      return applied;
    }),
  drop: (view) =>
    fromIO(() => {
      tables.delete(key(view));
      leads.forget(view);
      news.ring();
    }),
  replace: (view, by) =>
    fromIOEither(() => {
      const built = tables.get(key(by));
      if (built === undefined) return right(undefined);
      const { checkpoint } = tableOf(tables, view);
      if (checkpoint > built.checkpoint)
        return left<CheckpointMoved, void>({ type: 'CheckpointMoved', checkpoint });
      tables.set(key(view), { ...built, view });
      tables.delete(key(by));
      leads.depose(view);
      leads.forget(by);
      news.ring();
      return right(undefined);
    }),
});

/** Views that last as long as the process; leases go by the clock. */
export const memoryViews = ({ clock }: { readonly clock: Clock }): ViewStore => {
  const kept: Kept = { tables: new Map(), leads: leadership(clock), news: bell() };
  const uses = new Map<string, number>();
  const claim = owner();
  return {
    claim: (logId) => fromIOEither(() => claim(logId)),
    ...reading(kept),
    ...leading(kept),
    ...writing(kept),
    used: (moments) =>
      fromIO(() => {
        for (const { id, at } of moments) uses.set(id, Math.max(at, uses.get(id) ?? at));
      }),
    lastUsed: (ids) => fromIO(() => ids.map((id) => fromNullable(uses.get(id)))),
    close: () => Promise.resolve(kept.news.silence()),
  };
};
