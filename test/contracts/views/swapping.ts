import type { ViewStore } from '@recount/core/ports';
import { isSome, none, some } from 'fp-ts/lib/Option.js';
import { describe, expect, test } from 'vitest';
import { answered, refusal } from '../answers.js';
import { onFreshStore, type Rig } from '../rig.js';
import { by, keep, lose, row, view } from './given.js';

const v = view('v');
const shadow = view('v again');
const long = 3_600_000;

const leads = async (store: ViewStore, of = v, who = 'a'): Promise<number> => {
  const [token] = await answered(store.lead([of], who, long));
  if (token === undefined || !isSome(token)) throw new Error(`${who} does not lead`);
  return token.value;
};

const replacing = (rig: Rig<ViewStore>): void => {
  test(
    'a view that was built beside another takes its place: rows, order, checkpoint, and nothing of the other',
    onFreshStore(rig, async ({ store, reopen }) => {
      await answered(store.apply([keep(v, row('a', 'old'), row('b', 'old'))], { from: 0, to: 5 }));
      await answered(store.apply([keep(shadow, row('c', 'new'), row('a', 'new'))], { from: 0, to: 6 }));
      await answered(store.replace(v, shadow));
      const later = (await reopen?.()) ?? store;
      expect(await answered(later.get(v, ['a', 'b', 'c']))).toEqual({
        checkpoint: 6,
        rows: [some(row('a', 'new')), none, some(row('c', 'new'))],
      });
      const listed = { checkpoint: 6, rows: [row('a', 'new'), row('c', 'new')] };
      expect(await answered(later.list(v, 'g', { limit: 5 }))).toEqual(listed);
      expect(await answered(later.get(shadow, ['a']))).toEqual({ checkpoint: 0, rows: [none] });
      expect((await answered(later.all())).map((each) => each.view)).toEqual([v]);
    }),
  );

  test(
    'a view may be put where none was, and one that was never built replaces nothing',
    onFreshStore(rig, async ({ store }) => {
      await answered(store.apply([keep(shadow, row('a'))], { from: 0, to: 3 }));
      await answered(store.replace(v, shadow));
      await answered(store.replace(v, shadow));
      expect(await answered(store.get(v, ['a']))).toEqual({ checkpoint: 3, rows: [some(row('a'))] });
    }),
  );

  test(
    'a view that is behind the other does not take its place, so that nobody finds it going back',
    onFreshStore(rig, async ({ store }) => {
      await answered(store.apply([keep(v, row('a', 'old'))], { from: 0, to: 5 }));
      await answered(store.apply([keep(shadow, row('a', 'new'))], { from: 0, to: 4 }));
      expect(await refusal(store.replace(v, shadow))).toEqual({ type: 'CheckpointMoved', checkpoint: 5 });
      expect(await answered(store.checkpoints([v, shadow]))).toEqual([5, 4]);
      expect((await answered(store.get(v, ['a']))).rows).toEqual([some(row('a', 'old'))]);
    }),
  );

  test(
    'whoever led either leads it no more, and whoever leads next has a greater token',
    onFreshStore(rig, async ({ store }) => {
      const old = await leads(store);
      const built = await leads(store, shadow, 'b');
      await answered(store.apply([by(old, keep(v, row('a', 'old')))], { from: 0, to: 4 }));
      await answered(store.apply([by(built, keep(shadow, row('a', 'new')))], { from: 0, to: 4 }));
      await answered(store.replace(v, shadow));
      for (const token of [0, old, built]) {
        const late = store.apply([by(token, lose(v, 'a'))], { from: 4, to: 5 });
        expect(await refusal(late)).toEqual({ type: 'LeadLost', view: v });
      }
      const late = store.apply([by(built, keep(shadow, row('a')))], { from: 0, to: 1 });
      expect(await refusal(late)).toEqual({ type: 'LeadLost', view: shadow });
      const next = await leads(store, v, 'c');
      expect(next).toBeGreaterThan(Math.max(old, built));
      await answered(store.apply([by(next, lose(v, 'a'))], { from: 4, to: 5 }));
    }),
  );

  test(
    'whoever led a view that was dropped leads it no more',
    onFreshStore(rig, async ({ store }) => {
      const old = await leads(store);
      await answered(store.drop(v));
      const late = store.apply([by(old, keep(v, row('a')))], { from: 0, to: 1 });
      expect(await refusal(late)).toEqual({ type: 'LeadLost', view: v });
      expect(await leads(store, v, 'b')).toBeGreaterThan(old);
    }),
  );
};

const standing = (rig: Rig<ViewStore>): void => {
  test(
    'all that something was applied to are told by name and version, with checkpoint and whether they are led',
    onFreshStore(rig, async ({ store }) => {
      await answered(store.apply([keep(view('w'), row('a'))], { from: 0, to: 2 }));
      await answered(store.apply([keep(view('v', 10)), keep(view('v', 9))], { from: 0, to: 3 }));
      await leads(store, view('v', 9));
      expect(await answered(store.all())).toEqual([
        { view: view('v', 9), checkpoint: 3, led: true },
        { view: view('v', 10), checkpoint: 3, led: false },
        { view: view('w'), checkpoint: 2, led: false },
      ]);
      await answered(store.yield('a'));
      expect((await answered(store.all())).some(({ led }) => led)).toBe(false);
    }),
  );

  test(
    'wake those who wait for them when a checkpoint moves, until the signal',
    onFreshStore(rig, async ({ store }) => {
      const ending = new AbortController();
      const woken = store.wake(ending.signal)[Symbol.asyncIterator]();
      // A hint may be lost, above all one that comes before the ear is open: so it is given again until it is heard.
      let from = 0;
      let isHeard = false;
      const heard = woken.next().then((hint) => {
        isHeard = true;
        return hint;
      });
      while (!isHeard) {
        await answered(store.apply([keep(v)], { from, to: from + 1 }));
        from += 1;
        await new Promise((resolve) => setImmediate(resolve));
      }
      expect((await heard).done).toBe(false);
      ending.abort();
      // What was heard before the end may still be told.
      for (let hint = await woken.next(); hint.done !== true; ) hint = await woken.next();
    }),
  );
};

/** What a view store promises to those who build views anew and put them in the place of others. */
export const swapping = (rig: Rig<ViewStore>): void => {
  describe('are swapped', () => {
    replacing(rig);
    standing(rig);
  });
};
