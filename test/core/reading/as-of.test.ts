import type { Core } from '@recount/core';
import type { AccountId } from '@recount/domain/vocabulary';
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
import { onNode } from '../rig/node.js';
import { createTeam, issueKey, proof, signIn, type Somebody } from '../rig/people.js';
import { headOf } from '../rig/raw-log.js';
import { makeMove, move, newWorld, type World } from '../writing/moves.js';

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
          const world = await newWorld(core);
          const told: { at: number; said: unknown; world: World }[] = [];
          for (const [i, one] of moves.entries()) {
            clock.set(newYear + 1_000 * i);
            await makeMove(world, one);
            const then = { ...world, people: [...world.people], teams: [...world.teams] };
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
