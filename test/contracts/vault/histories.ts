import type { Shelf, Vault, VaultRecord } from '@recount/core/ports';
import fc from 'fast-check';
import { fromNullable } from 'fp-ts/lib/Option.js';
import { expect, test } from 'vitest';
import { answered } from '../answers.js';
import { newYear, type SetClock, setClock } from '../clock.js';
import type { Rig, Standing } from '../rig.js';

type Model = { records: ReadonlyArray<VaultRecord>; now: number };

type Real = { store: Vault; readonly standing: Standing<Vault>; readonly clock: SetClock };

type Step = fc.AsyncCommand<Model, Real>;

const step = (title: string, run: Step['run']): Step => ({ check: () => true, run, toString: () => title });

const lives = ({ expires }: VaultRecord, now: number): boolean => expires === undefined || expires > now;

const is = (shelf: Shelf, id: string) => (record: VaultRecord) => record.shelf === shelf && record.id === id;

const find = ({ records, now }: Model, shelf: Shelf, id: string): VaultRecord | undefined =>
  records.find((record) => is(shelf, id)(record) && lives(record, now));

const without = (model: Model, shelf: Shelf, id: string): ReadonlyArray<VaultRecord> =>
  model.records.filter((record) => !is(shelf, id)(record));

const put = (records: ReadonlyArray<VaultRecord>): Step =>
  step(`put ${JSON.stringify(records)}`, async (model, { store }) => {
    const expected = records.map((record) => {
      const isNew = find(model, record.shelf, record.id) === undefined;
      if (isNew) model.records = [...without(model, record.shelf, record.id), record];
      return isNew;
    });
    expect(await answered(store.put(records))).toEqual(expected);
  });

const get = (shelf: Shelf, ids: ReadonlyArray<string>): Step =>
  step(`get ${shelf} ${ids.join()}`, async (model, { store }) => {
    const expected = ids.map((id) => fromNullable(find(model, shelf, id)?.wrapped));
    expect(await answered(store.get(shelf, ids))).toEqual(expected);
  });

const byId = (a: VaultRecord, b: VaultRecord): number => (a.id < b.id ? -1 : 1);

const list = (shelf: Shelf, after: string, limit: number): Step =>
  step(`list ${shelf} after "${after}", ${limit}`, async ({ records, now }, { store }) => {
    const living = records.filter((one) => one.shelf === shelf && one.id > after && lives(one, now));
    const expected = living.toSorted(byId).slice(0, limit);
    expect(await answered(store.list(shelf, { after, limit }))).toEqual(
      expected.map(({ id, wrapped: text }) => ({ id, wrapped: text })),
    );
  });

const take = (shelf: Shelf, id: string): Step =>
  step(`take ${shelf} ${id}`, async (model, { store }) => {
    const expected = fromNullable(find(model, shelf, id)?.wrapped);
    model.records = without(model, shelf, id);
    expect(await answered(store.take(shelf, id))).toEqual(expected);
  });

const rewrap = (shelf: Shelf, id: string, [from, to]: readonly [string, string]): Step =>
  step(`rewrap ${shelf} ${id} ${from} ${to}`, async (model, { store }) => {
    const found = find(model, shelf, id);
    const isSame = found?.wrapped === from;
    if (found && isSame) model.records = [...without(model, shelf, id), { ...found, wrapped: to }];
    expect(await answered(store.rewrap(shelf, id, { from, to }))).toBe(isSame);
  });

const destroy = (shelf: Shelf, ids: ReadonlyArray<string>): Step =>
  step(`destroy ${shelf} ${ids.join()}`, async (model, { store }) => {
    for (const id of ids) model.records = without(model, shelf, id);
    await answered(store.destroy(shelf, ids));
  });

const sweep: Step = step('sweep', async (model, { store }) => {
  const left = model.records.filter((record) => lives(record, model.now));
  expect(await answered(store.sweep(model.now))).toBe(model.records.length - left.length);
  model.records = left;
});

const setTime = (after: number): Step =>
  step(`it is ${after}`, async (model, { clock }) => {
    model.now = newYear + after;
    clock.set(model.now);
  });

const reopen: Step = step('reopen', async (_, real) => {
  real.store = (await real.standing.reopen?.()) ?? real.store;
});

const aShelf = fc.constantFrom<Shelf>('subject-key', 'one-time', 'outbox');
const anId = fc.constantFrom('a', 'b', 'c');
const wrapped = fc.constantFrom('x', 'y');
const aRecord: fc.Arbitrary<VaultRecord> = fc.oneof(
  fc.record({ shelf: fc.constant<Shelf>('subject-key'), id: anId, wrapped }),
  fc.record({
    shelf: fc.constantFrom<Shelf>('one-time', 'outbox'),
    id: anId,
    wrapped,
    expires: fc.integer({ min: newYear, max: newYear + 9 }),
  }),
);

const steps = [
  fc.array(aRecord, { maxLength: 3 }).map(put),
  fc.tuple(aShelf, fc.array(anId, { maxLength: 3 })).map(([shelf, ids]) => get(shelf, ids)),
  fc
    .tuple(aShelf, fc.constantFrom('', 'a', 'b'), fc.nat(3))
    .map(([shelf, after, limit]) => list(shelf, after, limit)),
  fc.tuple(aShelf, anId).map(([shelf, id]) => take(shelf, id)),
  fc.tuple(aShelf, anId, fc.tuple(wrapped, wrapped)).map(([shelf, id, change]) => rewrap(shelf, id, change)),
  fc.tuple(aShelf, fc.array(anId, { maxLength: 2 })).map(([shelf, ids]) => destroy(shelf, ids)),
  fc.constant(sweep),
  fc.nat(10).map(setTime),
  fc.constant(reopen),
];

/** Whatever is asked of a vault, in whatever order, it answers as a list of records would. */
export const vaultHistories = (rig: Rig<Vault>): void => {
  test('whatever is asked of it, in whatever order, it answers as a list of records would', async () => {
    await fc.assert(
      fc.asyncProperty(fc.commands(steps, { maxCommands: 40, size: 'max' }), async (drawn) => {
        const clock = setClock();
        const standing = await rig.fresh(clock);
        const model: Model = { records: [], now: newYear };
        try {
          await fc.asyncModelRun(() => ({ model, real: { store: standing.store, standing, clock } }), drawn);
        } finally {
          await standing.clear();
        }
      }),
      { numRuns: rig.runs },
    );
  }, 60_000);
};
