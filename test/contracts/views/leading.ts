import type { LeadToken, ViewStore } from '@recount/core/ports';
import { isSome, none, some } from 'fp-ts/lib/Option.js';
import { describe, expect, test, vi } from 'vitest';
import { answered, refusal } from '../answers.js';
import { type InTest, onFreshStore, type Rig } from '../rig.js';
import { by, keep, lose, row, view } from './given.js';

const v = view('v');
const w = view('w');

/** Longer than any test. */
const long = 3_600_000;
/** A lease that is over soon, by the test's clock or a clock of the store's own. */
const short = 50;

const leads = async (store: ViewStore, who: string, lasts = long): Promise<LeadToken> => {
  const [token] = await answered(store.lead([v], who, lasts));
  if (token === undefined || !isSome(token)) throw new Error(`${who} does not lead`);
  return token.value;
};

/** Leads as soon as the lease of whoever led has run out. */
const takesOver = ({ store, clock }: InTest<ViewStore>, who: string): Promise<LeadToken> =>
  vi.waitFor(
    () => {
      clock.set(clock.now() + short);
      return leads(store, who);
    },
    { interval: short / 2, timeout: 5_000 },
  );

const oneAtATime = (rig: Rig<ViewStore>): void => {
  test(
    'one runner leads at a time, and renewing keeps its token',
    onFreshStore(rig, async ({ store }) => {
      const token = await leads(store, 'a');
      expect(token).toBeGreaterThan(0);
      expect(await answered(store.lead([v], 'b', long))).toEqual([none]);
      expect(await answered(store.lead([v], 'a', long))).toEqual([some(token)]);
    }),
  );

  test(
    'each view has a leader of its own, told in the order asked for',
    onFreshStore(rig, async ({ store }) => {
      const token = await leads(store, 'a');
      const [first, second, third] = await answered(store.lead([w, v, view('v', 2)], 'b', long));
      expect([first, second, third].map((each) => each !== undefined && isSome(each))).toEqual([
        true,
        false,
        true,
      ]);
      expect(await answered(store.lead([v, w], 'a', long))).toEqual([some(token), none]);
    }),
  );

  test(
    'of many who ask at once, one leads',
    onFreshStore(rig, async ({ store }) => {
      const asked = Array.from({ length: 8 }, (_, n) => answered(store.lead([v, w], `${n}`, long)));
      const told = await Promise.all(asked);
      for (const i of [0, 1])
        expect(told.filter((tokens) => tokens[i] !== undefined && isSome(tokens[i]))).toHaveLength(1);
    }),
  );

  test(
    'another takes over when the lease has run out, with a greater token; then the first leads no more',
    onFreshStore(rig, async (inTest) => {
      const { store } = inTest;
      const token = await leads(store, 'a', short);
      const next = await takesOver(inTest, 'b');
      expect(next).toBeGreaterThan(token);
      expect(await answered(store.lead([v], 'a', long))).toEqual([none]);
    }),
  );

  test(
    'a clock that goes back makes no lease longer',
    onFreshStore(rig, async (inTest) => {
      const { store, clock } = inTest;
      const token = await leads(store, 'a', short);
      clock.set(clock.now() - long);
      expect(await takesOver(inTest, 'b')).toBeGreaterThan(token);
    }),
  );

  test(
    'who lets go need not be waited for',
    onFreshStore(rig, async ({ store }) => {
      const token = await leads(store, 'a');
      await answered(store.yield('b'));
      expect(await answered(store.lead([v], 'b', long))).toEqual([none]);
      await answered(store.yield('a'));
      expect(await leads(store, 'b')).toBeGreaterThan(token);
    }),
  );
};

const fenced = (rig: Rig<ViewStore>): void => {
  test(
    'a view that is led is changed with its token and no other, and one that nobody ever led with none',
    onFreshStore(rig, async ({ store }) => {
      await answered(store.apply([keep(v, row('a'))], { from: 0, to: 1 }));
      const token = await leads(store, 'a');
      for (const wrong of [0, token - 1, token + 1].filter((each) => each !== token)) {
        const change = by(wrong, lose(v, 'a'));
        expect(await refusal(store.apply([change], { from: 1, to: 2 }))).toEqual({
          type: 'LeadLost',
          view: v,
        });
      }
      expect(await answered(store.get(v, ['a']))).toEqual({ checkpoint: 1, rows: [some(row('a'))] });
      await answered(store.apply([by(token, keep(v, row('a', 'led')))], { from: 1, to: 2 }));
      expect(await answered(store.get(v, ['a']))).toEqual({ checkpoint: 2, rows: [some(row('a', 'led'))] });
    }),
  );

  test(
    'a leader that was overtaken changes nothing, in no view, and is told which it lost',
    onFreshStore(rig, async (inTest) => {
      const { store } = inTest;
      const old = await leads(store, 'a', short);
      await answered(store.apply([by(old, keep(v, row('a')))], { from: 0, to: 1 }));
      await answered(store.apply([keep(w)], { from: 0, to: 1 }));
      const next = await takesOver(inTest, 'b');
      const late = [keep(w, row('x')), by(old, keep(v, row('a', 'late')))];
      expect(await refusal(store.apply(late, { from: 1, to: 2 }))).toEqual({ type: 'LeadLost', view: v });
      expect(
        await answered(
          store.getMany([
            { view: w, ids: ['x'] },
            { view: v, ids: ['a'] },
          ]),
        ),
      ).toEqual([
        { checkpoint: 1, rows: [none] },
        { checkpoint: 1, rows: [some(row('a'))] },
      ]);
      await answered(store.apply([by(next, keep(v, row('a', 'next')))], { from: 1, to: 2 }));
    }),
  );

  test(
    'a lease that ran out without another leading takes nothing from its token',
    onFreshStore(rig, async ({ store, clock }) => {
      const token = await leads(store, 'a', 1);
      clock.set(clock.now() + 1_000);
      await answered(store.apply([by(token, keep(v, row('a')))], { from: 0, to: 1 }));
      expect(await answered(store.lead([v], 'a', long))).toEqual([some(token)]);
    }),
  );
};

/** What a view store promises to runners that share it. */
export const leading = (rig: Rig<ViewStore>): void => {
  describe('are led', () => {
    oneAtATime(rig);
    fenced(rig);
  });
};
