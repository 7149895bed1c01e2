import type { ViewStore } from '@recount/core/ports';
import { isRight } from 'fp-ts/lib/Either.js';
import { none, some } from 'fp-ts/lib/Option.js';
import { describe, expect, test } from 'vitest';
import { answered, refusal } from '../answers.js';
import { onFreshStore, type Rig } from '../rig.js';
import { keep, lose, row, view } from './given.js';

const v = view('v');
const w = view('w');

const checkpoints = (rig: Rig<ViewStore>): void => {
  test(
    'a view that does not exist yet is at 0 and has no rows',
    onFreshStore(rig, async ({ store }) => {
      expect(await answered(store.checkpoints([v, w]))).toEqual([0, 0]);
      expect(await answered(store.get(v, ['a']))).toEqual({ checkpoint: 0, rows: [none] });
      expect(await answered(store.list(v, 'g', { limit: 5 }))).toEqual({ checkpoint: 0, rows: [] });
    }),
  );

  test(
    'rows and checkpoint move together',
    onFreshStore(rig, async ({ store, reopen }) => {
      await answered(store.apply([keep(v, row('a'), row('b'))], { from: 0, to: 7 }));
      const later = (await reopen?.()) ?? store;
      expect(await answered(later.checkpoints([w, v, w]))).toEqual([0, 7, 0]);
      const found = { checkpoint: 7, rows: [some(row('b')), none, some(row('a')), some(row('b'))] };
      expect(await answered(later.get(v, ['b', 'c', 'a', 'b']))).toEqual(found);
    }),
  );

  test(
    'the checkpoint moves only from where the runner saw it, and no row moves without it',
    onFreshStore(rig, async ({ store }) => {
      await answered(store.apply([keep(v, row('a', 'first'))], { from: 0, to: 7 }));
      for (const from of [0, 6, 8])
        expect(
          await refusal(store.apply([keep(v, row('a', 'second')), lose(v, 'a')], { from, to: 9 })),
        ).toEqual({
          type: 'CheckpointMoved',
          checkpoint: 7,
        });
      expect(await answered(store.get(v, ['a']))).toEqual({ checkpoint: 7, rows: [some(row('a', 'first'))] });
    }),
  );

  test(
    'of two runners who apply the same step, one does',
    onFreshStore(rig, async ({ store }) => {
      const runners = Array.from({ length: 8 }, (_, n) =>
        store.apply([keep(v, row('a', `${n}`))], { from: 0, to: 1 })(),
      );
      expect((await Promise.all(runners)).filter(isRight)).toHaveLength(1);
    }),
  );

  test(
    'rows of several views come in one go, each view as of its own checkpoint',
    onFreshStore(rig, async ({ store }) => {
      await answered(store.apply([keep(v, row('a'), row('b'))], { from: 0, to: 7 }));
      await answered(store.apply([keep(w, row('a', 'w'))], { from: 0, to: 5 }));
      const wishes = [
        { view: w, ids: ['b', 'a'] },
        { view: view('never was'), ids: ['a'] },
        { view: v, ids: [] },
        { view: v, ids: ['b', 'b'] },
      ];
      expect(await answered(store.getMany(wishes))).toEqual([
        { checkpoint: 5, rows: [none, some(row('a', 'w'))] },
        { checkpoint: 0, rows: [none] },
        { checkpoint: 7, rows: [] },
        { checkpoint: 7, rows: [some(row('b')), some(row('b'))] },
      ]);
      expect(await answered(store.getMany([]))).toEqual([]);
    }),
  );

  test(
    'several views move together, or none does',
    onFreshStore(rig, async ({ store }) => {
      await answered(store.apply([keep(v, row('a')), keep(w, row('a', 'w'))], { from: 0, to: 3 }));
      await answered(store.apply([keep(w, row('b'))], { from: 3, to: 4 }));
      const both = [keep(v, row('c')), keep(w, row('c'))];
      expect(await refusal(store.apply(both, { from: 3, to: 5 }))).toEqual({
        type: 'CheckpointMoved',
        checkpoint: 4,
      });
      expect(await answered(store.get(v, ['a', 'c']))).toEqual({
        checkpoint: 3,
        rows: [some(row('a')), none],
      });
      expect(await answered(store.get(w, ['a', 'b']))).toEqual({
        checkpoint: 4,
        rows: [some(row('a', 'w')), some(row('b'))],
      });
    }),
  );

  test(
    'a step without rows moves the checkpoint all the same',
    onFreshStore(rig, async ({ store }) => {
      await answered(store.apply([keep(v), keep(w)], { from: 0, to: 12 }));
      expect(await answered(store.checkpoints([v, w]))).toEqual([12, 12]);
    }),
  );
};

const rows = (rig: Rig<ViewStore>): void => {
  test(
    'a row that is kept again is replaced, wherever it was listed, and one that is gone is gone',
    onFreshStore(rig, async ({ store }) => {
      await answered(store.apply([keep(v, row('a', 'x', { group: 'g' }), row('b'))], { from: 0, to: 1 }));
      const moves = { ...keep(v, row('a', 'y', { group: 'h' })), gone: ['b', 'never was'] };
      await answered(store.apply([moves], { from: 1, to: 2 }));
      expect(await answered(store.list(v, 'g', { limit: 5 }))).toEqual({ checkpoint: 2, rows: [] });
      expect((await answered(store.list(v, 'h', { limit: 5 }))).rows).toEqual([
        row('a', 'y', { group: 'h' }),
      ]);
    }),
  );

  test(
    'a document comes back byte for byte',
    onFreshStore(rig, async ({ store }) => {
      const document = '{ "b":"\\u0000\\ud800🧮", "a":1.0 , "c":"\\\\\\"\'" }';
      await answered(store.apply([keep(v, { ...row('a'), document })], { from: 0, to: 1 }));
      expect((await answered(store.get(v, ['a']))).rows).toEqual([some({ ...row('a'), document })]);
    }),
  );

  test(
    'a changed view is built beside the old one, and dropping one leaves the other',
    onFreshStore(rig, async ({ store, reopen }) => {
      await answered(store.apply([keep(v, row('a', 'old'))], { from: 0, to: 5 }));
      await answered(store.apply([keep(view('v', 2), row('a', 'new'))], { from: 0, to: 3 }));
      await answered(store.drop(v));
      await answered(store.drop(view('never was')));
      const later = (await reopen?.()) ?? store;
      expect(await answered(later.get(v, ['a']))).toEqual({ checkpoint: 0, rows: [none] });
      expect(await answered(later.list(v, 'g', { limit: 5 }))).toEqual({ checkpoint: 0, rows: [] });
      expect(await answered(later.get(view('v', 2), ['a']))).toEqual({
        checkpoint: 3,
        rows: [some(row('a', 'new'))],
      });
      await answered(later.apply([keep(v, row('b'))], { from: 0, to: 1 }));
      expect((await answered(later.get(v, ['a', 'b']))).rows).toEqual([none, some(row('b'))]);
    }),
  );
};

const belonging = (rig: Rig<ViewStore>): void => {
  test(
    'views belong to the log that claimed them first, and refuse another',
    onFreshStore(rig, async ({ store, reopen }) => {
      await answered(store.claim('mine'));
      const later = (await reopen?.()) ?? store;
      await answered(later.claim('mine'));
      const foreign = { type: 'ForeignLog', expected: 'yours', found: 'mine' };
      expect(await refusal(later.claim('yours'))).toEqual(foreign);
      expect(await refusal(later.claim('yours'))).toEqual(foreign);
      await answered(later.claim('mine'));
    }),
  );

  test(
    'of two moments at which a credential was used, the later is kept',
    onFreshStore(rig, async ({ store, reopen }) => {
      await answered(
        store.used([
          { id: 'k', at: 500 },
          { id: 'l', at: 100 },
          { id: 'l', at: 90 },
        ]),
      );
      await answered(
        store.used([
          { id: 'k', at: 400 },
          { id: 'm', at: 300 },
        ]),
      );
      await answered(store.used([]));
      const later = (await reopen?.()) ?? store;
      expect(await answered(later.lastUsed(['k', 'n', 'm', 'l', 'k']))).toEqual([
        some(500),
        none,
        some(300),
        some(100),
        some(500),
      ]);
    }),
  );
};

/** What a view store promises to those who build views. */
export const applying = (rig: Rig<ViewStore>): void => {
  describe('are kept', () => {
    checkpoints(rig);
    rows(rig);
    belonging(rig);
  });
};
