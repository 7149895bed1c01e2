import type { StoredRow, ViewChange, ViewId, ViewStore } from '@recount/core/ports';
import fc from 'fast-check';
import { fromNullable, isSome, none, some } from 'fp-ts/lib/Option.js';
import { expect, test } from 'vitest';
import { answered } from '../answers.js';
import { setClock } from '../clock.js';
import type { Rig, Standing } from '../rig.js';
import { row, view } from './given.js';

const aFew = [view('v'), view('v', 2), view('w')];
const leaders = ['a', 'b'];

type Table = { readonly checkpoint: number; readonly rows: ReadonlyMap<string, StoredRow> };

type Model = {
  readonly tables: Map<string, Table>;
  readonly uses: Map<string, number>;
  /** Who leads what, and with which token; what nobody ever led is not here. */
  readonly leads: Map<string, { readonly by: string; readonly token: number }>;
  tokens: number;
};

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

const tokenIn = ({ leads }: Model, of: ViewId): number => leads.get(nameOf(of))?.token ?? 0;

/** Applies changes from where the first view is; the others may be elsewhere, and sometimes it is wrong for all. */
const apply = (changes: ReadonlyArray<ViewChange>, isBehind: boolean): Step =>
  step(`apply ${JSON.stringify(changes)}${isBehind ? ' from behind' : ''}`, async (model, { store }) => {
    const at = changes.map((change) => tableIn(model, change.view).checkpoint);
    const from = at[0]! - Number(isBehind);
    const to = from + 2;
    const held = changes.map((change) => ({ ...change, token: tokenIn(model, change.view) }));
    const outcome = await store.apply(held, { from, to })();
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
    expect(await answered(store.checkpoints([of]))).toEqual([checkpoint]);
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
    model.leads.delete(nameOf(of));
  });

const long = 3_600_000;

const lead = (views: ReadonlyArray<ViewId>, by: string): Step =>
  step(`${by} leads ${views.map(nameOf).join()}`, async (model, { store }) => {
    const tokens = await answered(store.lead(views, by, long));
    for (const [i, of] of views.entries()) {
      const was = model.leads.get(nameOf(of));
      const token = tokens[i]!;
      if (was !== undefined && was.by !== by && was.by !== '') expect(token).toEqual(none);
      else if (was?.by === by) expect(token).toEqual(some(was.token));
      else {
        if (!isSome(token)) throw new Error(`${by} does not lead ${nameOf(of)}`);
        expect(token.value).toBeGreaterThan(model.tokens);
        model.tokens = token.value;
        model.leads.set(nameOf(of), { by, token: token.value });
      }
    }
  });

const letGo = (by: string): Step =>
  step(`${by} yields`, async (model, { store }) => {
    await answered(store.yield(by));
    for (const [of, held] of model.leads) if (held.by === by) model.leads.set(of, { ...held, by: '' });
  });

const replace = (of: ViewId, by: ViewId): Step =>
  step(`replace ${nameOf(of)} by ${nameOf(by)}`, async (model, { store }) => {
    const outcome = await store.replace(of, by)();
    const built = model.tables.get(nameOf(by));
    const { checkpoint } = tableIn(model, of);
    if (built !== undefined && checkpoint > built.checkpoint) {
      expect(outcome).toMatchObject({ left: { type: 'CheckpointMoved', checkpoint } });
      return;
    }
    expect(outcome._tag).toBe('Right');
    if (built === undefined) return;
    model.tables.set(nameOf(of), built);
    for (const each of [of, by]) model.leads.delete(nameOf(each));
    model.tables.delete(nameOf(by));
    // Whoever wants to go on has to lead it anew.
    await lead([of], 'a').run(model, { store } as Real);
  });

const all: Step = step('all', async (model, { store }) => {
  const kept = (await answered(store.all())).map((each) => [nameOf(each.view), each.checkpoint, each.led]);
  const expected = [...model.tables].toSorted(([one], [other]) => (one < other ? -1 : 1));
  expect(kept).toEqual(
    expected.map(([name, { checkpoint }]) => [name, checkpoint, (model.leads.get(name)?.by ?? '') !== '']),
  );
});

const use = (uses: ReadonlyArray<{ readonly id: string; readonly at: number }>): Step =>
  step(`used ${JSON.stringify(uses)}`, async (model, { store }) => {
    await answered(store.used(uses));
    for (const { id, at } of uses) model.uses.set(id, Math.max(at, model.uses.get(id) ?? 0));
    const ids = ['a', 'b', 'c', 'd'];
    expect(await answered(store.lastUsed(ids))).toEqual(ids.map((id) => fromNullable(model.uses.get(id))));
  });

// Who leads what may be forgotten with the process, and then tokens begin again.
const reopen: Step = step('reopen', async (model, real) => {
  const views = aFew;
  for (const by of leaders) await answered(real.store.yield(by));
  real.store = (await real.standing.reopen?.()) ?? real.store;
  const tokens = await answered(real.store.lead(views, 'a', long));
  for (const [i, token] of tokens.entries())
    if (isSome(token)) model.leads.set(nameOf(views[i]!), { by: 'a', token: token.value });
  model.tokens = Math.max(...tokens.map((token) => (isSome(token) ? token.value : 0)));
});

const aView = fc.constantFrom(...aFew);
const aLeader = fc.constantFrom(...leaders);
const someViews = fc.uniqueArray(aView, { minLength: 1, selector: nameOf });
const anId = fc.constantFrom('a', 'b', 'c', 'd');
const aGroup = fc.constantFrom('g', 'h');
const aRow = fc
  .tuple(anId, fc.constantFrom('x', 'y'), fc.record({ group: aGroup, sort: fc.constantFrom('1', '2') }))
  .map(([id, holds, place]) => row(id, holds, place));
const aChange: fc.Arbitrary<ViewChange> = fc.record({
  view: aView,
  token: fc.constant(0),
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
  fc.tuple(someViews, aLeader).map(([views, by]) => lead(views, by)),
  aLeader.map(letGo),
  fc
    .tuple(aView, aView)
    .filter(([of, by]) => of !== by)
    .map(([of, by]) => replace(of, by)),
  fc.constant(all),
  fc.array(fc.record({ id: anId, at: fc.nat(9) }), { maxLength: 3 }).map(use),
  fc.constant(reopen),
];

/** Whatever is asked of views, in whatever order, they answer as a few maps would. */
export const viewHistories = (rig: Rig<ViewStore>): void => {
  test('whatever is asked of them, in whatever order, they answer as a few maps would', async () => {
    await fc.assert(
      fc.asyncProperty(fc.commands(steps, { maxCommands: 40, size: 'max' }), async (drawn) => {
        const standing = await rig.fresh(setClock());
        const model: Model = { tables: new Map(), uses: new Map(), leads: new Map(), tokens: 0 };
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
