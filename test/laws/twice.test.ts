import type { Command, CommandType, Fact, Refusal } from '@recount/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { patience, play, tries } from './histories.js';
import { moves } from './moves.js';
import { type Asked, smallWorld } from './small-world.js';

type Again = 'already so' | 'writes again' | Refusal['type'];

// What a command that wrote may come to when it is asked for again at once.
const again: Readonly<Record<CommandType, ReadonlyArray<Again>>> = {
  SignIn: ['IdsAreFresh'],
  LinkLogin: ['already so'],
  UnlinkLogin: ['LoginUnknown', 'CredentialIsOver'],
  UnmergeLogin: ['LoginUnknown', 'CredentialIsOver'],
  MergeIdentities: ['already so'],
  SwitchContext: ['already so'],
  SignOut: ['already so', 'CredentialIsOver'],
  SignOutEverywhere: ['CredentialIsOver', 'writes again'],
  EndSessionsOfLogin: ['writes again'],
  RenameAccount: ['already so', 'writes again'],
  ChangeHandle: ['already so'],
  ArchiveAccount: ['already so'],
  RestoreAccount: ['already so'],
  CreateTeam: ['IdsAreFresh'],
  ChangeRole: ['already so', 'ActionNeedsPermission', 'GrantNoMoreThanYouHold'],
  RemoveMember: ['MemberUnknown', 'AccountUnknown'],
  LeaveAccount: ['AccountUnknown'],
  InviteMember: ['IdsAreFresh'],
  AcceptInvitation: ['InvitationIsUsedOnce'],
  DeclineInvitation: ['already so', 'ClosedInvitationsStayClosed'],
  RevokeInvitation: ['already so'],
  IssueKey: ['IdsAreFresh'],
  RenameKey: ['already so'],
  RotateKey: ['already so'],
  RevokeKey: ['already so', 'CredentialIsOver'],
};

// A sealed name cannot be compared, and whoever stays, or a provider, may end what began since: these are facts anew.
const mayWriteAgain = (command: Command, [first]: ReadonlyArray<Fact>): boolean =>
  command.type === 'EndSessionsOfLogin' ||
  (command.type === 'RenameAccount' && first?.personal !== undefined) ||
  (command.type === 'SignOutEverywhere' && command.keepThisOne);

const outcomeOf = ({ decision }: Asked): Again => {
  if (decision._tag === 'Left') return decision.left.type;
  return decision.right.length === 0 ? 'already so' : 'writes again';
};

test('asking twice writes once', patience, () => {
  fc.assert(
    fc.property(moves, (sequence) => {
      const world = smallWorld();
      sequence.forEach((move, at) => {
        const first = play(world, move, at + 1);
        if (first === undefined) return;
        const second = world.wouldBe(first.command);
        if (first.decision._tag === 'Left' || first.decision.right.length === 0) {
          expect(second.decision).toEqual(first.decision);
          return;
        }
        expect(again[first.command.type]).toContain(outcomeOf(second));
        const repeats = mayWriteAgain(first.command, first.decision.right);
        expect([first.command.type, outcomeOf(second) === 'writes again']).toEqual([
          first.command.type,
          repeats,
        ]);
      });
    }),
    tries,
  );
});
