import type { Core } from '@recount/core';
import { fc } from '@fast-check/vitest';
import type { AccountId } from '@recount/domain/vocabulary';
import { day } from '@recount/domain/vocabulary';
import { called, handle } from '../../domain/people.js';
import { asSomebody, createTeam, origin, proof, signIn, type Somebody } from '../rig/people.js';

/** What a history is made of: somebody does something to something, by number. */
export type Move = {
  readonly who: number;
  readonly what: number;
  readonly which: number;
  readonly whom: number;
};

/** Any move. */
export const move = fc.record({
  who: fc.nat(2),
  what: fc.nat(12),
  which: fc.nat(5),
  whom: fc.nat(2),
}) satisfies fc.Arbitrary<Move>;

/** Those who are at hand for a history, and what they made so far. */
export type World = {
  readonly core: Core;
  readonly people: Somebody[];
  readonly teams: AccountId[];
  readonly keys: { readonly keyId: string; readonly accountId: AccountId }[];
  readonly links: string[];
  count: number;
};

const names = ['ada', 'ben', 'cleo'];

/** Three people and a team. */
export const newWorld = async (core: Core): Promise<World> => {
  const people: Somebody[] = [];
  for (const name of names) people.push(await signIn(core, proof(name)));
  const teams = [await createTeam(core, people[0]!, 'first-team')];
  return { core, people, teams, keys: [], links: [], count: 0 };
};
const roles = ['admin', 'developer', 'billing', 'auditor'] as const;

/** Makes a move and answers what came of it. Much of what is asked for is refused: a history is what was not. */
export const makeMove = async (world: World, { who, what, which, whom }: Move): Promise<unknown> => {
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
  return doing[what]!();
};
