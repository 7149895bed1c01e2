import type { OperationType } from '../run/operations-table.js';
import type { Operation } from '../run/plan.js';
import { engineFor } from './asking.js';
import { crash, cutOff, freeze, moveAllClocks, moveOneClock, restart, rewind } from './befalling.js';
import {
  answer,
  changeAccount,
  changeKey,
  changeMembers,
  createTeam,
  invite,
  issueKey,
  lookAtInvitation,
  revokeInvitation,
  signIn,
  signInAgain,
  signOut,
} from './doing.js';
import {
  askAgain,
  askForAccess,
  askOtherwise,
  lookAtHistory,
  lookAtList,
  lookAtThePast,
  verifyOne,
} from './looking.js';
import type { Scene, Sim } from './sim.js';

const doings: Readonly<Record<OperationType, (scene: Scene) => Promise<void>>> = {
  'sign in': signIn,
  'sign in again with an old attempt': signInAgain,
  'create team': createTeam,
  'invite by link': invite('link'),
  'invite by address': invite('address'),
  accept: answer('accept'),
  decline: answer('decline'),
  'revoke invitation': revokeInvitation,
  'look at invitation': lookAtInvitation,
  'change role': changeMembers('ChangeRole'),
  'remove member': changeMembers('RemoveMember'),
  leave: changeMembers('LeaveAccount'),
  'rename account': changeAccount('RenameAccount'),
  'change handle': changeAccount('ChangeHandle'),
  archive: changeAccount('ArchiveAccount'),
  restore: changeAccount('RestoreAccount'),
  'issue key': issueKey,
  'rotate key': changeKey('rotate'),
  'rename key': changeKey('RenameKey'),
  'revoke key': changeKey('RevokeKey'),
  'switch context': changeAccount('SwitchContext'),
  'sign out': signOut('SignOut'),
  'sign out everywhere': signOut('SignOutEverywhere'),
  'ask again': askAgain,
  'ask something else under the same key': askOtherwise,
  'verify a key': verifyOne('key'),
  'verify a session': verifyOne('session'),
  'ask for access': askForAccess,
  'look at a list': lookAtList,
  'look at a history': lookAtHistory,
  'look at the past': lookAtThePast,
  'crash an engine': crash,
  'restart an engine': restart,
  'freeze an engine': freeze,
  'cut an engine off': cutOff,
  'move one clock': moveOneClock,
  'move all clocks': moveAllClocks,
  'rewind the views': rewind,
};

/** Something happens, at an engine that runs, if there is one. */
export const operate = async (sim: Sim, op: Operation): Promise<void> => {
  const on = engineFor(sim, op.engine);
  sim.journal.lines.push(`${sim.time.now().toFixed(1)} ${op.type} on ${on?.engine ?? 'no engine'}`);
  if (on !== undefined) await doings[op.type]({ sim, on, op });
};
