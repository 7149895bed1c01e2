import type { Vault, VaultRecord } from '@recount/core/ports';
import { isSome, none, some } from 'fp-ts/lib/Option.js';
import { expect, test } from 'vitest';
import { answered, refusal } from '../answers.js';
import { newYear } from '../clock.js';
import { onFreshStore, type Rig } from '../rig.js';

const key = (id: string, wrapped: string): VaultRecord => ({ shelf: 'subject-key', id, wrapped });

const once = (id: string, wrapped: string, expires: number): VaultRecord => ({
  shelf: 'one-time',
  id,
  wrapped,
  expires,
});

const putting = (rig: Rig<Vault>): void => {
  test(
    'what is put is there, in the order asked for, and survives a restart',
    onFreshStore(rig, async ({ store, reopen }) => {
      const wrapped = 'v1.A+/=🧮\\"\'';
      expect(
        await answered(store.put([key('a', wrapped), { shelf: 'own-key', id: 'a', wrapped: 'other' }])),
      ).toEqual([true, true]);
      const later = (await reopen?.()) ?? store;
      expect(await answered(later.get('subject-key', ['b', 'a', 'a']))).toEqual([
        none,
        some(wrapped),
        some(wrapped),
      ]);
      expect(await answered(later.get('own-key', ['a']))).toEqual([some('other')]);
      expect(await answered(later.get('claim-key', ['a']))).toEqual([none]);
      expect(await answered(later.get('claim-key', []))).toEqual([]);
    }),
  );

  test(
    'a record is never put over one that is there',
    onFreshStore(rig, async ({ store }) => {
      await answered(store.put([key('a', 'first')]));
      expect(await answered(store.put([key('b', 'x'), key('a', 'second'), key('b', 'y')]))).toEqual([
        true,
        false,
        false,
      ]);
      expect(await answered(store.get('subject-key', ['a', 'b']))).toEqual([some('first'), some('x')]);
    }),
  );

  test(
    'of many who put the same record, one does',
    onFreshStore(rig, async ({ store }) => {
      const racers = Array.from({ length: 32 }, (_, n) => answered(store.put([key('a', `by ${n}`)])));
      const outcomes = (await Promise.all(racers)).flat();
      expect(outcomes.filter((isNew) => isNew)).toHaveLength(1);
      expect(await answered(store.get('subject-key', ['a']))).toEqual([some(`by ${outcomes.indexOf(true)}`)]);
    }),
  );
};

const listing = (rig: Rig<Vault>): void => {
  test(
    'what stands on a shelf is listed by id, page by page, without what has expired or stands elsewhere',
    onFreshStore(rig, async ({ store, clock }) => {
      const letter = (id: string, expires: number): VaultRecord => ({
        shelf: 'outbox',
        id,
        wrapped: `letter ${id}`,
        expires,
      });
      const letters = ['b', 'B', 'a-2', 'a/1', 'c'].map((id) => letter(id, newYear + 10));
      await answered(
        store.put([...letters, letter('gone', newYear + 5), key('a', 'z'), once('b', 'x', newYear + 10)]),
      );
      clock.set(newYear + 5);
      const first = await answered(store.list('outbox', { after: '', limit: 3 }));
      expect(first.map(({ id }) => id)).toEqual(['B', 'a-2', 'a/1']);
      expect(await answered(store.list('outbox', { after: 'a/1', limit: 3 }))).toEqual([
        { id: 'b', wrapped: 'letter b' },
        { id: 'c', wrapped: 'letter c' },
      ]);
      expect(await answered(store.list('outbox', { after: 'c', limit: 3 }))).toEqual([]);
    }),
  );
};

const leaving = (rig: Rig<Vault>): void => {
  test(
    'of many who take a record, one gets it, and then it is gone',
    onFreshStore(rig, async ({ store }) => {
      await answered(store.put([once('a', 'secret', newYear + 1000)]));
      const racers = Array.from({ length: 32 }, () => answered(store.take('one-time', 'a')));
      expect((await Promise.all(racers)).filter(isSome)).toEqual([some('secret')]);
      expect(await answered(store.get('one-time', ['a']))).toEqual([none]);
      expect(await answered(store.take('one-time', 'a'))).toEqual(none);
    }),
  );

  test(
    'what has expired is gone, swept or not, and its place is free',
    onFreshStore(rig, async ({ store, clock }) => {
      await answered(store.put([once('a', 'x', newYear + 10), once('b', 'y', newYear + 10), key('a', 'z')]));
      clock.set(newYear + 9);
      expect(await answered(store.get('one-time', ['a']))).toEqual([some('x')]);
      clock.set(newYear + 10);
      expect(await answered(store.get('one-time', ['a', 'b']))).toEqual([none, none]);
      expect(await answered(store.take('one-time', 'a'))).toEqual(none);
      expect(await answered(store.rewrap('one-time', 'b', { from: 'y', to: 'w' }))).toBe(false);
      expect(await answered(store.put([once('b', 'new', newYear + 20)]))).toEqual([true]);
      expect(await answered(store.get('one-time', ['b']))).toEqual([some('new')]);
      expect(await answered(store.get('subject-key', ['a']))).toEqual([some('z')]);
    }),
  );

  test(
    'sweeping destroys what has expired by then, and says how much that was',
    onFreshStore(rig, async ({ store }) => {
      const records = [5, 6, 7].map((after) => once(`${after}`, 'x', newYear + after));
      await answered(store.put([...records, key('a', 'z')]));
      expect(await answered(store.sweep(newYear + 6))).toBe(2);
      expect(await answered(store.sweep(newYear + 6))).toBe(0);
      expect(await answered(store.get('one-time', ['5', '6', '7']))).toEqual([none, none, some('x')]);
      expect(await answered(store.get('subject-key', ['a']))).toEqual([some('z')]);
    }),
  );

  test(
    'what is destroyed is gone for good, and nothing else is',
    onFreshStore(rig, async ({ store, reopen }) => {
      await answered(
        store.put([key('a', 'x'), key('b', 'y'), { shelf: 'claim-key', id: 'a', wrapped: 'z' }]),
      );
      await answered(store.destroy('subject-key', ['a', 'never was']));
      await answered(store.destroy('subject-key', []));
      const later = (await reopen?.()) ?? store;
      expect(await answered(later.get('subject-key', ['a', 'b']))).toEqual([none, some('y')]);
      expect(await answered(later.get('claim-key', ['a']))).toEqual([some('z')]);
    }),
  );
};

const belonging = (rig: Rig<Vault>): void => {
  test(
    'a record is wrapped anew only from what it was',
    onFreshStore(rig, async ({ store }) => {
      await answered(store.put([key('a', 'old')]));
      expect(await answered(store.rewrap('subject-key', 'a', { from: 'other', to: 'new' }))).toBe(false);
      expect(await answered(store.get('subject-key', ['a']))).toEqual([some('old')]);
      expect(await answered(store.rewrap('subject-key', 'a', { from: 'old', to: 'new' }))).toBe(true);
      expect(await answered(store.rewrap('subject-key', 'a', { from: 'old', to: 'newer' }))).toBe(false);
      expect(await answered(store.get('subject-key', ['a']))).toEqual([some('new')]);
      expect(await answered(store.rewrap('subject-key', 'never was', { from: 'old', to: 'new' }))).toBe(
        false,
      );
    }),
  );

  test(
    'a record wrapped anew still expires when it was to',
    onFreshStore(rig, async ({ store, clock }) => {
      await answered(store.put([once('a', 'old', newYear + 10)]));
      await answered(store.rewrap('one-time', 'a', { from: 'old', to: 'new' }));
      expect(await answered(store.get('one-time', ['a']))).toEqual([some('new')]);
      clock.set(newYear + 10);
      expect(await answered(store.get('one-time', ['a']))).toEqual([none]);
    }),
  );

  test(
    'a vault belongs to the log that claimed it first, and refuses another',
    onFreshStore(rig, async ({ store, reopen }) => {
      await answered(store.claim('mine'));
      const later = (await reopen?.()) ?? store;
      expect(await refusal(later.claim('yours'))).toEqual({
        type: 'ForeignLog',
        expected: 'yours',
        found: 'mine',
      });
      await answered(later.claim('mine'));
    }),
  );
};

/** What a vault promises. */
export const keepingSecrets = (rig: Rig<Vault>): void => {
  putting(rig);
  leaving(rig);
  listing(rig);
  belonging(rig);
};
