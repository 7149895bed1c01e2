import type { Core } from '@recount/core';
import type { AccountId } from '@recount/domain/vocabulary';
import { membersOfAccount } from '@recount/projections';
import { describe, expect, it } from 'vitest';
import { answered } from '../contracts/answers.js';
import { createTeam, inviteByLink, joins, proof, signIn, type Somebody } from '../core/rig/people.js';
import { arenas, patience, race, racing, type Round, wide } from './arena.js';

const rolesIn = async (core: Core, accountId: AccountId): Promise<ReadonlyArray<string>> =>
  (await answered(core.look.list(membersOfAccount, accountId, { limit: 100 }))).rows.map(
    ({ document }) => document.role,
  );

const teamOfTwo = async ({ core, named }: Round) => {
  const [ada, ben] = [await signIn(core, proof(named('ada'))), await signIn(core, proof(named('ben')))];
  const accountId = await createTeam(core, ada, named('acme'));
  await joins(core, ada, { member: ben, accountId, role: 'admin' });
  return { ada, ben, accountId };
};

const accepting =
  ({ engineOf }: Round, secret: string) =>
  (racers: ReadonlyArray<Somebody>) =>
    race(racers.length, (racer) =>
      engineOf(racer).answerInvitation({ actor: racers[racer]!.actor, secret, answer: 'accept' }),
    );

const crowd = async ({ core, named }: Round): Promise<ReadonlyArray<Somebody>> => {
  const people: Somebody[] = [];
  for (let i = 0; i < wide; i++) people.push(await signIn(core, proof(`nr-${i}-of-${named('crowd')}`)));
  return people;
};

describe.each(arenas)('$name', (arena) => {
  it(
    'F8: of two admins who demote each other at once, one stays',
    racing(arena, async (round) => {
      const { ada, ben, accountId } = await teamOfTwo(round);
      const { won, lost } = await race(wide, (racer) => {
        const [actor, identityId] = racer % 4 < 2 ? [ada.actor, ben.identityId] : [ben.actor, ada.identityId];
        return round
          .engineOf(racer)
          .ask({ type: 'ChangeRole', actor, accountId, identityId, role: 'auditor' });
      });
      expect(won.flatMap(({ events }) => events)).toHaveLength(1);
      expect(lost).toEqual({ ActionNeedsPermission: wide / 2 });
      expect((await rolesIn(round.core, accountId)).toSorted()).toEqual(['admin', 'auditor']);
    }),
    patience,
  );

  it(
    'F8: of two admins who leave at once, one stays',
    racing(arena, async (round) => {
      const { ada, ben, accountId } = await teamOfTwo(round);
      const { won } = await race(wide, (racer) => {
        const { actor } = racer % 4 < 2 ? ada : ben;
        return round.engineOf(racer).ask({ type: 'LeaveAccount', actor, accountId });
      });
      expect(won).toHaveLength(1);
      expect(await rolesIn(round.core, accountId)).toEqual(['admin']);
    }),
    patience,
  );

  it(
    'F4: an invitation that one person accepts often at once makes them a member once',
    racing(arena, async (round) => {
      const { ada, accountId } = await teamOfTwo(round);
      const cleo = await signIn(round.core, proof(round.named('cleo')));
      const secret = await inviteByLink(round.core, ada, { accountId, role: 'auditor' });
      const { won, lost } = await accepting(round, secret)(Array.from({ length: wide }, () => cleo));
      expect([won.length, lost]).toEqual([1, { InvitationIsUsedOnce: wide - 1 }]);
      expect(await rolesIn(round.core, accountId)).toEqual(['admin', 'admin', 'auditor']);
    }),
    patience,
  );

  it.each([1, 5, wide - 1])(
    'F4: a link for %i lets in so many of those who come at once',
    async (uses) =>
      racing(arena, async (round) => {
        const { ada, accountId } = await teamOfTwo(round);
        const secret = await inviteByLink(round.core, ada, { accountId, uses });
        const { won, lost } = await accepting(round, secret)(await crowd(round));
        expect([won.length, lost]).toEqual([uses, { InvitationIsUsedOnce: wide - uses }]);
        expect(await rolesIn(round.core, accountId)).toHaveLength(2 + uses);
      })(),
    patience,
  );

  it(
    'an invitation that is revoked while it is accepted is either: never a member by a revoked one',
    racing(arena, async (round) => {
      const { ada, accountId } = await teamOfTwo(round);
      const cleo = await signIn(round.core, proof(round.named('cleo')));
      const to = { type: 'link', uses: 1 } as const;
      const invited = await answered(
        round.core.invite({ actor: ada.actor, accountId, role: 'auditor', to, lasts: 60_000 }),
      );
      if (invited.secret.type !== 'told') throw new Error('gone');
      const { secret } = invited.secret;
      const { invitationId } = invited;
      const [accepted, revoked] = await Promise.all([
        race(1, () => round.engineOf(0).answerInvitation({ actor: cleo.actor, secret, answer: 'accept' })),
        race(1, () =>
          round.engineOf(1).ask({ type: 'RevokeInvitation', actor: ada.actor, accountId, invitationId }),
        ),
      ]);
      expect(accepted.won.length + revoked.won.length).toBe(1);
      expect(await rolesIn(round.core, accountId)).toHaveLength(2 + accepted.won.length);
    }),
    patience,
  );
});
