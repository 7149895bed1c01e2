import { rebuildViews } from '@recount/core';
import { eventLoopPace } from '@recount/core/log';
import type { RowsAsOf, StoredRow, ViewId, ViewStore } from '@recount/core/ports';
import { fc } from '@fast-check/vitest';
import { isSome, some, type Option } from 'fp-ts/lib/Option.js';
import { map } from 'fp-ts/lib/TaskEither.js';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { answered, refusal } from '../../contracts/answers.js';
import { accounts } from '@recount/projections';
import { called } from '../../domain/people.js';
import { amongOthers, present, standings } from '../rig/engines.js';
import { grounds } from '../rig/grounds.js';
import { type Node, onNode, optionsOn } from '../rig/node.js';
import { createTeam, proof, signIn } from '../rig/people.js';
import { headOf } from '../rig/raw-log.js';
import { misread } from '../rig/tampering.js';
import { makeMove, move, newWorld } from '../writing/moves.js';

afterEach(() => {
  vi.useRealTimers();
});

type Kept = Readonly<Record<string, ReadonlyArray<Option<StoredRow>>>>;

/** Every row of every view, as it lies in the store. */
const rowsIn = async (
  views: ViewStore,
  ids: Readonly<Record<string, ReadonlyArray<string>>>,
): Promise<Kept> => {
  const wishes = present.map((view) => ({ view, ids: ids[view.name] ?? [] }));
  const found = await answered(views.getMany(wishes));
  return Object.fromEntries(present.map(({ name }, i) => [name, found[i]?.rows ?? []]));
};

const namesIn = async (views: ViewStore): Promise<ReadonlyArray<string>> =>
  (await answered(views.all())).map(({ view }) => `${view.name} ${view.version}`);

const names = (views: ReadonlyArray<ViewId>): ReadonlyArray<string> =>
  views.map(({ name, version }) => `${name} ${version}`).toSorted();

const on = ({ stores, clock }: Pick<Node, 'stores' | 'clock'>) => optionsOn(stores, clock, amongOthers);

/** Everything that was ever a row, by view: those that are gone too. */
const watched = () => {
  const ids: Record<string, string[]> = {};
  const tamper = (views: ViewStore): ViewStore => ({
    ...views,
    apply: (changes, step) => {
      for (const { view, rows, gone } of changes)
        (ids[view.name.replace(' anew', '')] ??= []).push(...rows.map(({ id }) => id), ...gone);
      return views.apply(changes, step);
    },
  });
  return { ids, tamper };
};

describe.each(grounds)('$name, views that are built anew beside the old', (ground) => {
  it('are what they were to the byte, for every history', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 5, maxLength: 25 }), async (moves) => {
        const { ids, tamper } = watched();
        const clock = { tamper: ({ views }: { readonly views: ViewStore }) => ({ views: tamper(views) }) };
        await onNode(
          async (node) => {
            const world = await newWorld(node.core);
            for (const each of moves) await makeMove(world, each);
            const before = await rowsIn(node.stores.views, ids);
            expect(Object.values(before).flat().filter(isSome).length).toBeGreaterThan(10);
            expect(names(await answered(rebuildViews(on(node))))).toEqual(names(present));
            expect(await rowsIn(node.stores.views, ids)).toEqual(before);
            expect(await namesIn(node.stores.views)).toEqual(names(present));
          },
          clock,
          ground,
        )();
      }),
      { numRuns: 8 },
    );
  }, 60_000);

  it(
    'take the place of torn ones, and a view that had stopped goes on',
    onNode(
      async (whole) => {
        const ada = await signIn(whole.core, proof('ada'));
        const accountId = await createTeam(whole.core, ada, 'acme');
        let isTorn = true;
        const node = await whole.restart({
          tamper: ({ views }) => ({
            views: misread(views, 'accounts', (was) => (isTorn ? '{"torn' : was)),
          }),
        });
        const rename = (name: string) =>
          answered(node.core.ask({ type: 'RenameAccount', actor: ada.actor, accountId, name: called(name) }));
        expect((await rename('Stops')).views).toBe('behind');
        isTorn = false;
        await answered(rebuildViews({ ...on(node), only: ['accounts'] }));
        await vi.waitFor(
          async () => {
            node.clock.set(node.clock.now() + 500);
            const now = await standings(node.core);
            expect(now.filter(({ stopped, leads }) => stopped !== undefined || !leads)).toEqual([]);
          },
          { timeout: 10_000 },
        );
        expect((await rename('Goes on')).views).toBe('current');
      },
      {},
      ground,
    ),
  );
});

describe('a rebuild', () => {
  it(
    'takes place while two engines run, write and read',
    onNode(async (node) => {
      const { core, beside, stores } = node;
      const other = await beside(amongOthers);
      const ada = await signIn(core, proof('ada'));
      const accountId = await createTeam(core, ada, 'acme');
      let isDone = false;
      const rebuilt = answered(rebuildViews(on(node))).finally(() => {
        isDone = true;
      });
      for (let n = 0; n < 20 || !isDone; n += 1) {
        const writer = n % 2 === 0 ? core : other;
        const name = called(`Name ${n}`);
        const done = await answered(writer.ask({ type: 'RenameAccount', actor: ada.actor, accountId, name }));
        for (const reader of [core, other]) await answered(reader.reached(done.position, 5_000));
      }
      expect(names(await rebuilt)).toEqual(names(present));
      const head = await headOf(stores.log);
      for (const each of [core, other]) await answered(each.reached(head, 5_000));
      expect(new Set(await answered(stores.views.checkpoints(present)))).toEqual(new Set([head]));
      expect(await namesIn(stores.views)).toEqual(names(present));
    }, amongOthers),
    20_000,
  );

  it('C10: that was killed between two swaps leaves each view old or new, and starts over', async () => {
    await onNode(async (node) => {
      const { core, stores, clock } = node;
      const ada = await signIn(core, proof('ada'));
      await createTeam(core, ada, 'acme');
      for (const swaps of [0, 3]) {
        let more = swaps;
        let isDead = false;
        const dying: ViewStore = {
          ...on(node).views,
          // Killed: neither this nor anything after it is done.
          replace: (view, by) => {
            isDead = more === 0;
            more -= 1;
            return isDead ? () => new Promise<never>(() => undefined) : stores.views.replace(view, by);
          },
        };
        void rebuildViews({ ...on(node), views: dying })();
        await vi.waitFor(() => expect(isDead).toBe(true));
        await answered(core.reached(await headOf(stores.log), 4_000));
        expect((await namesIn(stores.views)).length).toBe(2 * present.length - swaps);
        clock.set(clock.now() + 60_000);
        expect(names(await answered(rebuildViews(on(node))))).toEqual(names(present));
        expect(await namesIn(stores.views)).toEqual(names(present));
      }
    }, amongOthers)();
  });

  it('of views that do not exist, or by two at once, is refused', async () => {
    await onNode(async (node) => {
      const unknown = rebuildViews({ ...on(node), only: ['accounts', 'horses'] });
      expect(await refusal(unknown)).toEqual({ type: 'ViewUnknown', name: 'horses' });
      const shadow = { name: 'accounts anew', version: accounts.version };
      await answered(node.stores.views.lead([shadow], 'another', 3_600_000));
      const pace = { ...eventLoopPace, after: (_: number, run: () => void) => eventLoopPace.after(0, run) };
      expect(await refusal(rebuildViews({ ...on(node), pace }))).toMatchObject({ type: 'Unavailable' });
    }, amongOthers)();
  });

  it('that meets an event which a view cannot fold leaves that view as it was, and renews the others', async () => {
    await onNode(async (node) => {
      const ada = await signIn(node.core, proof('ada'));
      await createTeam(node.core, ada, 'acme');
      const { views } = on(node);
      const torn = some({ id: 'x', group: 'x', sort: 'x', document: '{"torn' });
      const getMany: ViewStore['getMany'] = (wishes) =>
        map((answers: ReadonlyArray<RowsAsOf>) =>
          answers.map((answer, i) =>
            wishes[i]?.view.name === 'accounts anew'
              ? { ...answer, rows: answer.rows.map(() => torn) }
              : answer,
          ),
        )(views.getMany(wishes));
      const outcome = await refusal(rebuildViews({ ...on(node), views: { ...views, getMany } }));
      expect(outcome).toMatchObject({ type: 'ViewStopped', name: 'accounts', version: accounts.version });
      expect(await namesIn(node.stores.views)).toEqual(names(present));
      expect(isSome(await answered(node.core.look.row(accounts, ada.context)))).toBe(true);
    }, amongOthers)();
  });
});

describe('a view that nobody needs any more', () => {
  it('is dropped after ten minutes: lower versions and what a rebuild left, but nothing that is led, newer or unknown', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    await onNode(async ({ core, stores: { views } }) => {
      await signIn(core, proof('ada'));
      const others = [
        { name: 'accounts', version: accounts.version - 1 },
        { name: 'accounts anew', version: accounts.version },
        { name: 'handles', version: 0 },
        { name: 'handles', version: 2 },
        { name: 'horses', version: 1 },
      ];
      for (const view of others) {
        const change = { view, token: 0, rows: [], gone: [] };
        await answered(views.apply([change], { from: 0, to: 1 }));
      }
      const led = { name: 'handles', version: 0 };
      await answered(views.lead([led], 'an earlier release', 3_600_000));
      await vi.advanceTimersByTimeAsync(600_000);
      expect(await namesIn(views)).toEqual(names([...present, ...others]));
      await vi.advanceTimersByTimeAsync(600_000);
      expect(await namesIn(views)).toEqual(names([...present, ...others.slice(2)]));
    })();
  });
});
