import type * as t from 'io-ts';
import { command } from '../command.js';
import { AccountId, IdentityId, Role } from '../vocabulary/index.js';

/** Gives a member of a team another role. */
export const ChangeRole = command('ChangeRole', { accountId: AccountId, identityId: IdentityId, role: Role });
export type ChangeRole = t.TypeOf<typeof ChangeRole>;

/** Takes a member out of a team; the team's keys go on working. */
export const RemoveMember = command('RemoveMember', { accountId: AccountId, identityId: IdentityId });
export type RemoveMember = t.TypeOf<typeof RemoveMember>;

/** Leaves a team. */
export const LeaveAccount = command('LeaveAccount', { accountId: AccountId });
export type LeaveAccount = t.TypeOf<typeof LeaveAccount>;
