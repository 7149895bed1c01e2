import type { Core } from '@recount/core';
import type { AccountId } from '@recount/domain/vocabulary';
import { day } from '@recount/domain/vocabulary';
import {
  accounts,
  accountsOfIdentity,
  credentials,
  identities,
  invitationsOfAccount,
  keysOfAccount,
  membersOfAccount,
  sessionsOfIdentity,
} from '@recount/projections';
import { fc } from '@fast-check/vitest';
import { isSome } from 'fp-ts/lib/Option.js';
import { describe, expect, it } from 'vitest';
import { answered } from '../../contracts/answers.js';
import { newYear } from '../../contracts/clock.js';
import { called, handle } from '../../domain/people.js';
import { onNode } from '../rig/node.js';
import { asSomebody, createTeam, issueKey, origin, proof, signIn, type Somebody } from '../rig/people.js';
import { headOf } from '../rig/raw-log.js';

/** What a history is made of: somebody does something to something, by number. */
type Move = { readonly who: number; readonly what: number; readonly which: number; readonly whom: number };

const move = fc.record({
  who: fc.nat(2),
  what: fc.nat(12),
  which: fc.nat(5),
  whom: fc.nat(2),
}) satisfies fc.Arbitrary<Move>;

type World = {
  readonly core: Core;
  readonly people: Somebody[];
  readonly teams: AccountId[];
  readonly keys: { readonly keyId: string; readonly accountId: AccountId }[];
  readonly links: string[];
  count: number;
};

const names = ['ada', 'ben', 'cleo'];
const roles = ['admin', 'developer', 'billing', 'auditor'] as const;

// Much of what is asked for is refused: a history is what was not.
const makeMove = async (world: World, { who, what, which, whom }: Move): Promise<void> => {
  const { core, people, teams, keys, links } = world;
  world.count += 1;
  const actor = people[who]!.actor;
  const accountId = teams[which % teams.length]!;
  const key = keys[which % Math.max(1, keys.length)];
  const identityId = people[whom]!.identityId;
  const role = roles[which % roles.length]!;
  const doing: ReadonlyArray<() => Promise<unknown>> = [
    async () => {
      const again = await core.signIn({
        login: proof(names[who]!),
        attempt: `again ${world.count}`,
        origin,
      })();
      if (again._tag === 'Right') people[who] = asSomebody(again.right);
    },
    async () => {
      const team = core.newAccountId();
      const named = { name: called(`Team ${world.count}`), handle: handle(`team-${world.count}`) };
      await core.ask({ type: 'CreateTeam', actor, accountId: team, ...named })();
      teams.push(team);
    },
    core.ask({ type: 'RenameAccount', actor, accountId, name: called(`Name ${world.count}`) }),
    core.ask({ type: 'ChangeHandle', actor, accountId, handle: handle(`handle-${world.count}`) }),
    core.ask({ type: which % 2 === 0 ? 'ArchiveAccount' : 'RestoreAccount', actor, accountId }),
    async () => {
      const wish = { actor, accountId, name: called(`Key ${world.count}`), scope: 'API' } as const;
      const done = await core.issueKey(wish)();
      if (done._tag === 'Right') keys.push({ keyId: done.right.keyId, accountId });
    },
    async () => key && core.ask({ type: 'RevokeKey', actor, ...key, why: 'unused' } as never)(),
    async () => key && core.rotateKey({ actor, ...key, grace: day } as never)(),
    async () => {
      const done = await core.invite({ actor, accountId, role, to: { type: 'link', uses: 2 }, lasts: day })();
      if (done._tag === 'Right' && done.right.secret.type === 'told') links.push(done.right.secret.secret);
    },
    async () => {
      const secret = links[which % Math.max(1, links.length)];
      const answer = which % 3 === 0 ? 'decline' : 'accept';
      if (secret !== undefined) await core.answerInvitation({ actor, secret, answer })();
    },
    core.ask({ type: 'ChangeRole', actor, accountId, identityId, role }),
    core.ask({ type: 'RemoveMember', actor, accountId, identityId }),
    core.ask({ type: 'SwitchContext', actor, to: accountId }),
  ];
  await doing[what]!();
};

const rows = <A>(page: { readonly rows: A }): A => page.rows;

/** All that is to be seen of whatever a history is about, now or as of a position. */
const seen = async (world: World, at?: number): Promise<unknown> => {
  const { core, people, teams } = world;
  const all = { limit: 1_000 };
  const asIf = <D>(subject: AccountId | Somebody['identityId'] | Somebody['sessionId']) => ({
    row: async (view: Parameters<Core['look']['row']>[0], id: string) => {
      const found = await answered(
        at === undefined ? core.look.row<unknown>(view, id) : core.asOf(subject, at).row<unknown>(view, id),
      );
      return isSome(found) ? found.value : undefined;
    },
    list: async (view: Parameters<Core['look']['list']>[0], group: string): Promise<D> =>
      (at === undefined
        ? rows(await answered(core.look.list<unknown>(view, group, all)))
        : await answered(core.asOf(subject, at).list<unknown>(view, group))) as D,
  });
  const shown: unknown[] = [];
  for (const id of teams) {
    const said = asIf(id);
    shown.push([id, await said.row(accounts as never, id)]);
    for (const view of [membersOfAccount, keysOfAccount, invitationsOfAccount])
      shown.push([id, view.name, await said.list(view as never, id)]);
  }
  for (const { identityId, sessionId, context } of people) {
    const said = asIf(identityId);
    shown.push([identityId, await said.row(identities as never, identityId)]);
    shown.push([identityId, await said.list(accountsOfIdentity as never, identityId)]);
    shown.push([identityId, await said.list(sessionsOfIdentity as never, identityId)]);
    shown.push([sessionId, await asIf(sessionId).row(credentials as never, sessionId)]);
    shown.push([context, await asIf(context).row(accounts as never, context)]);
  }
  return shown;
};

describe('what the views said then', () => {
  it('is what is folded today up to that position, for every history', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 1, maxLength: 14 }), async (moves) => {
        await onNode(async ({ core, stores, clock }) => {
          const people: Somebody[] = [];
          for (const name of names) people.push(await signIn(core, proof(name)));
          const teams = [await createTeam(core, people[0]!, 'first-team')];
          const world: World = { core, people, teams, keys: [], links: [], count: 0 };
          const told: { at: number; said: unknown; world: World }[] = [];
          for (const [i, one] of moves.entries()) {
            clock.set(newYear + 1_000 * i);
            await makeMove(world, one);
            const then = { ...world, people: [...people], teams: [...teams] };
            told.push({ at: await headOf(stores.log), said: await seen(then), world: then });
          }
          for (const { at, said, world: then } of told) expect(await seen(then, at)).toEqual(said);
        })();
      }),
      { numRuns: Number(process.env['RECOUNT_LONG'] === '1' ? 300 : 25) },
    );
  }, 240_000);

  it(
    'is nothing before it began',
    onNode(async ({ core, stores }) => {
      const ada = await signIn(core, proof('ada'));
      const before = await headOf(stores.log);
      const accountId = await createTeam(core, ada, 'acme');
      await issueKey(core, ada, { accountId });
      const then = core.asOf(accountId, before);
      expect(await answered(then.row(accounts, accountId))).toEqual({ _tag: 'None' });
      expect(await answered(then.list(keysOfAccount, accountId))).toEqual([]);
    }),
  );
});
