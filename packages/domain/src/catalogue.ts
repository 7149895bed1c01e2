import type * as t from 'io-ts';
import * as accounts from './accounts/index.js';
import type { Decide, Decision, States } from './decision.js';
import * as invitations from './invitations/index.js';
import * as keys from './keys/index.js';
import * as members from './members/index.js';
import * as sessions from './sessions/index.js';
import * as signingIn from './signing-in/index.js';
import * as teams from './teams/index.js';

const entry = <C, R>(codec: t.Type<C>, decide: Decide<C, R>) => ({ codec, decide });

/** Every command, with its codec and its decision. */
export const catalogue = {
  SignIn: entry(signingIn.SignIn, signingIn.signIn),
  LinkLogin: entry(signingIn.LinkLogin, signingIn.linkLogin),
  UnlinkLogin: entry(signingIn.UnlinkLogin, signingIn.unlinkLogin),
  UnmergeLogin: entry(signingIn.UnmergeLogin, signingIn.unmergeLogin),
  MergeIdentities: entry(signingIn.MergeIdentities, signingIn.mergeIdentities),
  SwitchContext: entry(sessions.SwitchContext, sessions.switchContext),
  SignOut: entry(sessions.SignOut, sessions.signOut),
  SignOutEverywhere: entry(sessions.SignOutEverywhere, sessions.signOutEverywhere),
  EndSessionsOfLogin: entry(sessions.EndSessionsOfLogin, sessions.endSessionsOfLogin),
  RenameAccount: entry(accounts.RenameAccount, accounts.renameAccount),
  ChangeHandle: entry(accounts.ChangeHandle, accounts.changeHandle),
  ArchiveAccount: entry(accounts.ArchiveAccount, accounts.archiveAccount),
  RestoreAccount: entry(accounts.RestoreAccount, accounts.restoreAccount),
  CreateTeam: entry(teams.CreateTeam, teams.createTeam),
  ChangeRole: entry(members.ChangeRole, members.changeRole),
  RemoveMember: entry(members.RemoveMember, members.removeMember),
  LeaveAccount: entry(members.LeaveAccount, members.leaveAccount),
  InviteMember: entry(invitations.InviteMember, invitations.inviteMember),
  AcceptInvitation: entry(invitations.AcceptInvitation, invitations.acceptInvitation),
  DeclineInvitation: entry(invitations.DeclineInvitation, invitations.declineInvitation),
  RevokeInvitation: entry(invitations.RevokeInvitation, invitations.revokeInvitation),
  IssueKey: entry(keys.IssueKey, keys.issueKey),
  RenameKey: entry(keys.RenameKey, keys.renameKey),
  RotateKey: entry(keys.RotateKey, keys.rotateKey),
  RevokeKey: entry(keys.RevokeKey, keys.revokeKey),
};

/** The name of a command. */
export type CommandType = keyof typeof catalogue;

/** A command, by its name. */
export type CommandOf<T extends CommandType> = t.TypeOf<(typeof catalogue)[T]['codec']>;

/** Anything that may be asked for. */
export type Command = { readonly [T in CommandType]: CommandOf<T> }[CommandType];

/** Why a command may be refused. */
export type RefusalOf<T extends CommandType> =
  (typeof catalogue)[T]['decide'] extends Decide<never, infer R> ? R : never;

/** Every reason for a refusal. */
export type Refusal = { readonly [T in CommandType]: RefusalOf<T> }[CommandType] | signingIn.SignInIsUsedOnce;

/** The decision of a command, ready for the states it looks at. */
export const decisionOf = (command: Command): ((states: States) => Decision<Refusal>) => {
  const decide: Decide<never, Refusal> = catalogue[command.type].decide;
  // The catalogue pairs each codec with its own decision, which the compiler cannot follow through a union.
  return decide(command as never);
};
