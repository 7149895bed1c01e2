import type { Core, Health } from '@recount/core';
import { unavailable, type ViewId, type ViewStore } from '@recount/core/ports';
import { views as allViews } from '@recount/projections';
import { left } from 'fp-ts/lib/Either.js';
import { vi } from 'vitest';
import { answered } from '../../contracts/answers.js';
import type { Handed, Wanted } from './node.js';
import type { SetClock } from '../../contracts/clock.js';

/** Stores that several engines share: one that closes leaves them open to the others. */
export const shared = ({ log, views, vault }: Handed): Handed => {
  const close = () => Promise.resolve();
  return { log: { ...log, close }, views: { ...views, close }, vault: { ...vault, close } };
};

/** An engine that leaves the stores to the others when it closes. */
export const amongOthers: Wanted = { tamper: shared };

/** Views that can be cut off: then nothing that is asked of them is done, nor is it known. */
export type Cuttable = { cut: boolean };

type Asked = (...given: never[]) => unknown;

/** Views, each of whose functions is another. */
const each = (views: ViewStore, wrap: (name: string, run: Asked) => Asked): ViewStore => {
  const all = Object.entries(views) as ReadonlyArray<[string, Asked]>;
  // What is put around a function asks and answers as the function does.
  return Object.fromEntries(all.map(([name, run]) => [name, wrap(name, run)])) as unknown as ViewStore;
};

const uncut = ['wake', 'close'];

/** An engine that can be cut off from the views. */
export const cuttable = (state: Cuttable): Wanted => ({
  tamper: (handed) => {
    const { log, vault, views } = shared(handed);
    const cutOff = () => Promise.resolve(left(unavailable('cut off')));
    const cut = each(views, (name, run) =>
      uncut.includes(name) ? run : (...given) => (state.cut ? cutOff : run(...given)),
    );
    return { log, vault, views: cut };
  },
});

/** How the views stand, as an engine sees it. */
export const standings = async (core: Core): Promise<Health['views']> =>
  (await answered(core.health())).views;

/** How many views an engine leads. */
export const leads = async (core: Core): Promise<number> =>
  (await standings(core)).filter((view) => view.leads).length;

/** Waits until an engine leads all views, while time goes on for leases. */
export const takesOver = (core: Core, clock: SetClock): Promise<void> =>
  vi.waitFor(
    async () => {
      clock.set(clock.now() + 500);
      if ((await leads(core)) < allViews.length) throw new Error('it does not lead all views yet');
    },
    { timeout: 10_000, interval: 100 },
  );

/** All views as stored that engines of today use. */
export const present: ReadonlyArray<ViewId> = allViews.map(({ name, version }) => ({ name, version }));

/** Counts what is asked of views. */
export const counted = (views: ViewStore, counts: Map<string, number>): ViewStore =>
  each(views, (name, run) => (...given) => {
    counts.set(name, (counts.get(name) ?? 0) + 1);
    return run(...given);
  });
