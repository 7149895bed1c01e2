import { accounts, accountsOfIdentity, keysOfAccount, membersOfAccount } from '@recount/projections';
import { isSome } from 'fp-ts/lib/Option.js';
import { describe, expect, it, vi } from 'vitest';
import { answered } from '../../contracts/answers.js';
import { called } from '../../domain/people.js';
import {
  amongOthers,
  counted,
  type Cuttable,
  cuttable,
  leads,
  present,
  shared,
  standings,
  takesOver,
} from '../rig/engines.js';
import { type Node, onNode } from '../rig/node.js';
import { createTeam, issueKey, joins, proof, signIn, type Somebody } from '../rig/people.js';
import { headOf } from '../rig/raw-log.js';
import { misread, tap } from '../rig/tampering.js';

type Team = readonly [Somebody, Somebody['context']];

const all = present.length;

const renamed = (core: Node['core'], [{ actor }, accountId]: Team, name: string) =>
  answered(core.ask({ type: 'RenameAccount', actor, accountId, name: called(name) }));

const nameOn = async (core: Node['core'], accountId: Somebody['context']) => {
  const row = await answered(core.look.row(accounts, accountId));
  return isSome(row) && row.value.document.kind === 'team' ? row.value.document.name : undefined;
};

/** Both know the head, and show it. */
const bothShow = async (cores: ReadonlyArray<Node['core']>, head: number): Promise<void> => {
  for (const core of cores) await answered(core.reached(head, 4_000));
  for (const core of cores)
    expect((await standings(core)).map(({ checkpoint }) => checkpoint)).toEqual(present.map(() => head));
};

describe('of two engines on one set of views', () => {
  it(
    'one applies, and both answer from them: whoever wrote through either reads it from both',
    onNode(async ({ core, stores, beside }) => {
      const other = await beside(amongOthers);
      const ada = await signIn(core, proof('ada'));
      const accountId = await createTeam(core, ada, 'acme');
      expect([await leads(core), await leads(other)]).toEqual([all, 0]);
      for (const [writer, reader] of [[core, other] as const, [other, core] as const]) {
        for (const name of ['One', 'Two', 'Three']) {
          const done = await renamed(writer, [ada, accountId], name);
          expect(done.views).toBe('current');
          expect(await nameOn(writer, accountId)).toBe(name);
          await answered(reader.reached(done.position, 4_000));
          expect(await nameOn(reader, accountId)).toBe(name);
        }
      }
      await bothShow([core, other], await headOf(stores.log));
    }, amongOthers),
  );

  it(
    'the other leads when the one that led was closed',
    onNode(async ({ core, stores, beside }) => {
      const first = await beside(amongOthers);
      const ada = await signIn(core, proof('ada'));
      await core.close();
      await vi.waitFor(async () => expect(await leads(first)).toBe(all), { timeout: 4_000 });
      await createTeam(first, ada, 'acme');
      await bothShow([first], await headOf(stores.log));
    }, amongOthers),
  );

  it('the other takes over from one that vanished, which changes nothing when it comes back', async () => {
    const state: Cuttable = { cut: false };
    await onNode(async ({ core, stores, clock, beside }) => {
      const other = await beside(amongOthers);
      const ada = await signIn(core, proof('ada'));
      const accountId = await createTeam(core, ada, 'acme');
      state.cut = true;
      expect((await renamed(other, [ada, accountId], 'While nobody leads')).views).toBe('behind');
      await takesOver(other, clock);
      const done = await renamed(other, [ada, accountId], 'Taken over');
      expect(done.views).toBe('current');
      state.cut = false;
      await vi.waitFor(async () => expect(await leads(core)).toBe(0), { timeout: 4_000 });
      expect((await renamed(core, [ada, accountId], 'Back')).views).toBe('current');
      expect([await leads(core), await leads(other)]).toEqual([0, all]);
      await bothShow([core, other], await headOf(stores.log));
      expect(await nameOn(core, accountId)).toBe('Back');
    }, cuttable(state))();
  });

  it('a page that an overtaken one applies late is applied by nobody twice', async () => {
    const held = tap();
    const late: Promise<unknown>[] = [];
    await onNode(
      async ({ core, stores, clock, beside }) => {
        const other = await beside(amongOthers);
        const ada = await signIn(core, proof('ada'));
        const accountId = await createTeam(core, ada, 'acme');
        await held.shutDuring(async () => {
          late.length = 0;
          expect((await renamed(core, [ada, accountId], 'Late')).views).toBe('behind');
          await takesOver(other, clock);
          await renamed(other, [ada, accountId], 'Sooner');
        });
        expect(await late[0]).toMatchObject({ left: { type: 'LeadLost' } });
        await bothShow([core, other], await headOf(stores.log));
        expect(await nameOn(core, accountId)).toBe('Sooner');
        expect(await leads(core)).toBe(0);
      },
      {
        tamper: (handed) => {
          const { log, vault, views } = shared(handed);
          const apply: typeof views.apply = (changes, step) => () => {
            const outcome = held.passed().then(() => views.apply(changes, step)());
            late.push(outcome);
            return outcome;
          };
          return { log, vault, views: { ...views, apply } };
        },
      },
    )();
  });

  it('one that cannot fold a view lets go of it, and the other goes on with it', async () => {
    await onNode(async ({ core, stores, clock, beside }) => {
      const ada = await signIn(core, proof('ada'));
      const ben = await signIn(core, proof('ben'));
      const accountId = await createTeam(core, ada, 'acme');
      await joins(core, ada, { member: ben, accountId, role: 'developer' });
      const third = await beside({
        tamper: (handed) => {
          const { views, ...rest } = shared(handed);
          return { ...rest, views: misread(views, 'membersOfAccount', () => '{"torn') };
        },
      });
      // Whoever leads anew reads what it did not write itself.
      await core.close();
      await takesOver(third, clock);
      const before = await headOf(stores.log);
      const { identityId } = ben;
      const wish = { type: 'ChangeRole', actor: ada.actor, accountId, identityId, role: 'auditor' } as const;
      expect((await answered(third.ask(wish))).views).toBe('behind');
      const stuck = (await standings(third)).filter(({ stopped }) => stopped !== undefined);
      expect(stuck).toMatchObject([{ name: 'membersOfAccount', checkpoint: before, leads: false }]);
      expect(stuck[0]?.stopped?.position).toBe(before + 1);
      const opening = beside(amongOthers);
      await vi.waitFor(
        async () => {
          clock.set(clock.now() + 500);
          const now = await standings(third);
          expect(
            now.every(({ stopped, checkpoint }) => stopped === undefined && checkpoint === before + 1),
          ).toBe(true);
        },
        { timeout: 10_000, interval: 100 },
      );
      const mended = await opening;
      const members = await answered(mended.look.list(membersOfAccount, accountId, { limit: 5 }));
      expect(members.rows.map(({ document }) => document.role)).toEqual(['admin', 'auditor']);
    }, amongOthers)();
  });

  it(
    'a credential row that is ahead of a node, or held by one that does not lead, is never older than the node',
    onNode(async ({ core, beside }) => {
      const other = await beside(amongOthers);
      const ada = await signIn(core, proof('ada'));
      const accountId = await createTeam(core, ada, 'acme');
      const { text, keyId } = await issueKey(core, ada, { accountId });
      await answered(other.authenticate(text));
      const revoke = { type: 'RevokeKey', actor: ada.actor, accountId, keyId, why: 'leaked' } as const;
      const done = await answered(other.ask(revoke));
      expect(await other.authenticate(text)()).toMatchObject({ left: { why: 'revoked' } });
      await answered(core.reached(done.position, 4_000));
      expect(await core.authenticate(text)()).toMatchObject({ left: { why: 'revoked' } });
      const keys = await answered(core.look.list(keysOfAccount, accountId, { limit: 5 }));
      expect(keys.rows.map(({ document }) => document.state)).toEqual(['revoked']);
    }, amongOthers),
  );
});

describe('an engine that leads', () => {
  it('asks the views for two things a page at most, and for nothing that it wrote itself', async () => {
    const counts = new Map<string, number>();
    await onNode(
      async ({ core }) => {
        const ada = await signIn(core, proof('ada'));
        const accountId = await createTeam(core, ada, 'acme');
        await renamed(core, [ada, accountId], 'Before');
        counts.clear();
        for (let n = 0; n < 50; n += 1) await renamed(core, [ada, accountId], `Name ${n}`);
        expect(counts.get('apply')).toBeLessThanOrEqual(50);
        expect(counts.get('getMany') ?? 0).toBe(0);
        expect(counts.get('get') ?? 0).toBe(0);
      },
      { tamper: ({ views }) => ({ views: counted(views, counts) }) },
    )();
  });

  it(
    'goes on from where the views are, when they went back or were dropped',
    onNode(async ({ core, stores }) => {
      const ada = await signIn(core, proof('ada'));
      const accountId = await createTeam(core, ada, 'acme');
      for (const each of present.slice(0, 4)) await answered(stores.views.drop(each));
      await renamed(core, [ada, accountId], 'After');
      await bothShow([core], await headOf(stores.log));
      expect(await nameOn(core, accountId)).toBe('After');
      const own = await answered(core.look.list(accountsOfIdentity, ada.identityId, { limit: 5 }));
      expect(own.rows).toHaveLength(2);
    }),
  );

  it('tells how far its views are while it catches up, at most once a second', async () => {
    const told: { readonly position: number; readonly head: number; readonly remaining: number }[] = [];
    await onNode(async ({ core, restart, stores, clock }) => {
      const ada = await signIn(core, proof('ada'));
      const accountId = await createTeam(core, ada, 'acme');
      for (let n = 0; n < 1_100; n += 1) await renamed(core, [ada, accountId], `Name ${n}`);
      for (const each of present) await answered(stores.views.drop(each));
      const head = await headOf(stores.log);
      const slow: typeof stores.views.apply = (changes, step) => {
        clock.set(clock.now() + 1_000);
        return stores.views.apply(changes, step);
      };
      await restart({
        onRebuild: (progress) => told.push(progress),
        tamper: ({ views }) => ({ views: { ...views, apply: slow } }),
      });
      expect(told.length).toBeGreaterThanOrEqual(1);
      expect(told.length).toBeLessThanOrEqual(3);
      for (const { position, head: end, remaining } of told) {
        expect(position).toBeLessThanOrEqual(end);
        expect(end).toBe(head);
        expect(remaining).toBeGreaterThanOrEqual(0);
      }
    })();
  }, 20_000);
});
