import type { StoredRow, ViewChange, ViewId, ViewStore } from '@recount/core/ports';
import fc from 'fast-check';
import { fromNullable } from 'fp-ts/lib/Option.js';
import { expect, test } from 'vitest';
import { answered } from '../answers.js';
import { setClock } from '../clock.js';
import type { Rig, Standing } from '../rig.js';
import { row, view } from './given.js';

type Table = { readonly checkpoint: number; readonly rows: ReadonlyMap<string, StoredRow> };

type Model = { readonly tables: Map<string, Table>; readonly uses: Map<string, number> };

type Real = { store: ViewStore; readonly standing: Standing<ViewStore> };

type Step = fc.AsyncCommand<Model, Real>;

const step = (title: string, run: Step['run']): Step => ({ check: () => true, run, toString: () => title });

const nameOf = ({ name, version }: ViewId): string => `${name}/${version}`;

const tableIn = ({ tables }: Model, of: ViewId): Table =>
  tables.get(nameOf(of)) ?? { checkpoint: 0, rows: new Map() };

const applied = ({ rows }: Table, change: ViewChange, checkpoint: number): Table => ({
  checkpoint,
  rows: new Map([
    ...[...rows].filter(([id]) => !change.gone.includes(id)),
    ...change.rows.map((each) => [each.id, each] as const),
  ]),
});

/** Applies changes from where the first view is; the others may be elsewhere, and sometimes it is wrong for all. */
const apply = (changes: ReadonlyArray<ViewChange>, isBehind: boolean): Step =>
  step(`apply ${JSON.stringify(changes)}${isBehind ? ' from behind' : ''}`, async (model, { store }) => {
    const at = changes.map((change) => tableIn(model, change.view).checkpoint);
    const from = at[0]! - Number(isBehind);
    const to = from + 2;
    const outcome = await store.apply(changes, { from, to })();
    const moved = at.find((checkpoint) => checkpoint !== from);
    if (moved !== undefined) {
      expect(outcome).toMatchObject({ left: { type: 'CheckpointMoved', checkpoint: moved } });
      return;
    }
    expect(outcome._tag).toBe('Right');
    for (const change of changes)
      model.tables.set(nameOf(change.view), applied(tableIn(model, change.view), change, to));
  });

const get = (of: ViewId, ids: ReadonlyArray<string>): Step =>
  step(`get ${nameOf(of)} ${ids.join()}`, async (model, { store }) => {
    const { checkpoint, rows } = tableIn(model, of);
    expect(await answered(store.checkpoint(of))).toBe(checkpoint);
    expect(await answered(store.get(of, ids))).toEqual({
      checkpoint,
      rows: ids.map((id) => fromNullable(rows.get(id))),
    });
  });

const list = (of: ViewId, group: string, limit: number): Step =>
  step(`list ${nameOf(of)} ${group} ${limit}`, async (model, { store }) => {
    const { checkpoint, rows } = tableIn(model, of);
    const key = ({ sort, id }: StoredRow): string => `${sort} ${id}`;
    const expected = [...rows.values()]
      .filter((each) => each.group === group)
      .toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
      .slice(0, limit);
    expect(await answered(store.list(of, group, { limit }))).toEqual({ checkpoint, rows: expected });
  });

const drop = (of: ViewId): Step =>
  step(`drop ${nameOf(of)}`, async (model, { store }) => {
    await answered(store.drop(of));
    model.tables.delete(nameOf(of));
  });

const use = (uses: ReadonlyArray<{ readonly id: string; readonly at: number }>): Step =>
  step(`used ${JSON.stringify(uses)}`, async (model, { store }) => {
    await answered(store.used(uses));
    for (const { id, at } of uses) model.uses.set(id, Math.max(at, model.uses.get(id) ?? 0));
    const ids = ['a', 'b', 'c', 'd'];
    expect(await answered(store.lastUsed(ids))).toEqual(ids.map((id) => fromNullable(model.uses.get(id))));
  });

const reopen: Step = step('reopen', async (_, real) => {
  real.store = (await real.standing.reopen?.()) ?? real.store;
});

const aView = fc.constantFrom(view('v'), view('v', 2), view('w'));
const anId = fc.constantFrom('a', 'b', 'c', 'd');
const aGroup = fc.constantFrom('g', 'h');
const aRow = fc
  .tuple(anId, fc.constantFrom('x', 'y'), fc.record({ group: aGroup, sort: fc.constantFrom('1', '2') }))
  .map(([id, holds, place]) => row(id, holds, place));
const aChange: fc.Arbitrary<ViewChange> = fc.record({
  view: aView,
  rows: fc.uniqueArray(aRow, { maxLength: 3, selector: ({ id }) => id }),
  gone: fc.uniqueArray(anId, { maxLength: 2 }),
});
const changes = fc.uniqueArray(aChange, {
  minLength: 1,
  maxLength: 2,
  selector: (change) => nameOf(change.view),
});

const steps = [
  fc.tuple(changes, fc.integer({ min: 0, max: 7 })).map(([drawn, chance]) => apply(drawn, chance === 0)),
  fc.tuple(aView, fc.array(anId, { maxLength: 4 })).map(([of, ids]) => get(of, ids)),
  fc.tuple(aView, aGroup, fc.integer({ min: 1, max: 4 })).map(([of, group, limit]) => list(of, group, limit)),
  aView.map(drop),
  fc.array(fc.record({ id: anId, at: fc.nat(9) }), { maxLength: 3 }).map(use),
  fc.constant(reopen),
];

/** Whatever is asked of views, in whatever order, they answer as a few maps would. */
export const viewHistories = (rig: Rig<ViewStore>): void => {
  test('whatever is asked of them, in whatever order, they answer as a few maps would', async () => {
    await fc.assert(
      fc.asyncProperty(fc.commands(steps, { maxCommands: 40, size: 'max' }), async (drawn) => {
        const standing = await rig.fresh(setClock());
        const model: Model = { tables: new Map(), uses: new Map() };
        try {
          await fc.asyncModelRun(() => ({ model, real: { store: standing.store, standing } }), drawn);
        } finally {
          await standing.clear();
        }
      }),
      { numRuns: rig.runs },
    );
  }, 60_000);
};
