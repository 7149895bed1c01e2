import type { CommandType } from '@recount/domain';
import fc from 'fast-check';

/** What somebody does next; the numbers choose among what there is in the world by then. */
export type Move = {
  readonly type: CommandType | 'claim key' | 'wait';
  readonly who: number;
  readonly what: number;
  readonly whom: number;
  readonly choice: number;
  readonly yes: boolean;
  readonly rarely: boolean;
};

const weights: Readonly<Record<Move['type'], number>> = {
  SignIn: 16,
  LinkLogin: 5,
  UnlinkLogin: 3,
  UnmergeLogin: 3,
  MergeIdentities: 4,
  SwitchContext: 3,
  SignOut: 1,
  SignOutEverywhere: 1,
  EndSessionsOfLogin: 3,
  RenameAccount: 2,
  ChangeHandle: 3,
  ArchiveAccount: 1,
  RestoreAccount: 4,
  CreateTeam: 6,
  ChangeRole: 6,
  RemoveMember: 3,
  LeaveAccount: 3,
  InviteMember: 10,
  AcceptInvitation: 16,
  DeclineInvitation: 2,
  RevokeInvitation: 2,
  IssueKey: 5,
  RenameKey: 2,
  RotateKey: 2,
  RevokeKey: 1,
  'claim key': 1,
  wait: 1,
};

const isMoveType = (name: string): name is Move['type'] => Object.hasOwn(weights, name);
const types = Object.keys(weights).filter(isMoveType);

const oneOf = (types: ReadonlyArray<Move['type']>): fc.Arbitrary<Move> =>
  fc.record({
    type: fc.oneof(...types.map((type) => ({ weight: weights[type], arbitrary: fc.constant(type) }))),
    who: fc.nat(11),
    what: fc.nat(11),
    whom: fc.nat(11),
    choice: fc.nat(11),
    yes: fc.boolean(),
    rarely: fc.nat(19).map((n) => n === 0),
  });

const several = (types: ReadonlyArray<Move['type']>, [least, most]: readonly [number, number]) =>
  fc.array(oneOf(types), { minLength: least, maxLength: most, size: 'max' });

const welcome = fc.tuple(oneOf(['InviteMember']), oneOf(['AcceptInvitation']));

/** What people do, one after another: some come, make teams and let others in, and then they all live. */
export const moves: fc.Arbitrary<ReadonlyArray<Move>> = fc
  .tuple(
    several(['SignIn'], [3, 6]),
    several(['CreateTeam'], [1, 3]),
    fc.array(welcome, { minLength: 1, maxLength: 5, size: 'max' }),
    several(types, [5, 50]),
  )
  .map(([come, make, welcomes, live]) => [...come, ...make, ...welcomes.flat(), ...live]);
