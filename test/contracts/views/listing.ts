import type { StoredRow, ViewStore } from '@recount/core/ports';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answered } from '../answers.js';
import { onFreshStore, type Rig } from '../rig.js';
import { keep, lose, row, view } from './given.js';

const v = view('v');

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** All rows of a group, page by page. */
const walked = async (store: ViewStore, group: string, limit: number): Promise<ReadonlyArray<StoredRow>> => {
  const all: StoredRow[] = [];
  for (;;) {
    const last = all.at(-1);
    const after = last === undefined ? {} : { after: { sort: last.sort, id: last.id } };
    const { rows } = await answered(store.list(v, group, { ...after, limit }));
    expect(rows.length).toBeLessThanOrEqual(limit);
    if (rows.length === 0) return all;
    all.push(...rows);
    if (new Set(all.map(({ id }) => id)).size < all.length) throw new Error('a row was listed twice');
  }
};

const printable = fc.string({
  unit: fc.constantFrom('a', 'A', 'z', 'Z', '0', '9', ' ', '!', '~', '_', '-', '.', ':', '\u0001'),
  maxLength: 3,
});

const drawnRows = fc.uniqueArray(
  fc.record({
    id: printable.filter((id) => id !== ''),
    sort: printable,
    group: fc.constantFrom('g', 'G', ''),
  }),
  { maxLength: 30, selector: ({ id }) => id },
);

/** What a view store promises to those who list rows. */
export const listing = (rig: Rig<ViewStore>): void => {
  describe('are listed', () => {
    test(
      'by sort, then by id, in their group alone',
      onFreshStore(rig, async ({ store }) => {
        const rows = [
          row('d', 'x', { sort: '1' }),
          row('a', 'x', { sort: '2' }),
          row('c', 'x', { sort: '1' }),
          row('b', 'x', { sort: '1', group: 'other' }),
        ];
        await answered(
          store.apply([keep(v, ...rows), keep(view('w'), row('e', 'x', { sort: '1' }))], { from: 0, to: 4 }),
        );
        const listed = await answered(store.list(v, 'g', { limit: 10 }));
        expect(listed.rows.map(({ id }) => id)).toEqual(['c', 'd', 'a']);
        expect(listed.checkpoint).toBe(4);
      }),
    );

    test(
      'capitals before small letters, as code units have it',
      onFreshStore(rig, async ({ store }) => {
        await answered(
          store.apply([keep(v, ...['b', 'B', 'a', '_', 'A', '0', '~'].map((id) => row(id)))], {
            from: 0,
            to: 1,
          }),
        );
        const { rows } = await answered(store.list(v, 'g', { limit: 10 }));
        expect(rows.map(({ id }) => id)).toEqual(['0', 'A', 'B', '_', 'a', 'b', '~']);
      }),
    );

    test(
      'from after a row on, though that row is gone by now',
      onFreshStore(rig, async ({ store }) => {
        const rows = ['a', 'b', 'c', 'd'].map((id) => row(id, 'x', { sort: '1' }));
        await answered(store.apply([keep(v, ...rows)], { from: 0, to: 1 }));
        await answered(store.apply([lose(v, 'b')], { from: 1, to: 2 }));
        const listed = await answered(store.list(v, 'g', { after: { sort: '1', id: 'b' }, limit: 1 }));
        expect(listed.rows.map(({ id }) => id)).toEqual(['c']);
      }),
    );

    test('page by page they are all there, each once, in order', async () => {
      await fc.assert(
        fc.asyncProperty(drawnRows, fc.integer({ min: 1, max: 7 }), async (drawn, limit) =>
          onFreshStore(rig, async ({ store }) => {
            const rows = drawn.map(({ id, ...place }) => row(id, 'x', place));
            await answered(store.apply([keep(v, ...rows)], { from: 0, to: 1 }));
            for (const group of ['g', 'G', '']) {
              const expected = rows
                .filter((one) => one.group === group)
                .toSorted((a, b) => byCodeUnit(a.sort, b.sort) || byCodeUnit(a.id, b.id));
              expect(await walked(store, group, limit)).toEqual(expected);
            }
          })(),
        ),
        { numRuns: rig.runs },
      );
    }, 60_000);
  });
};
