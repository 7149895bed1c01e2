import * as t from 'io-ts';
import { AccountId, DisplayName, Handle, IdentityId, InvitationId, Role } from '../../vocabulary/index.js';
import { fact } from '../fact.js';

/** A person got an account of their own, at sign-up. */
export const PersonalAccountOpened = fact('PersonalAccountOpened', {
  accountId: AccountId,
  identityId: IdentityId,
  handle: Handle,
});
export type PersonalAccountOpened = t.TypeOf<typeof PersonalAccountOpened>;

/** A personal account is another person's from now on: of two who turned out to be one. */
export const PersonalAccountPassed = fact('PersonalAccountPassed', {
  accountId: AccountId,
  identityId: IdentityId,
  fromId: IdentityId,
});
export type PersonalAccountPassed = t.TypeOf<typeof PersonalAccountPassed>;

/** A team came to be. */
export const TeamCreated = fact('TeamCreated', {
  accountId: AccountId,
  identityId: IdentityId,
  name: DisplayName,
  handle: Handle,
});
export type TeamCreated = t.TypeOf<typeof TeamCreated>;

/** The account has another name. A personal account's name is sealed for its owner, a team's stands here. */
export const AccountRenamed = fact(
  'AccountRenamed',
  { accountId: AccountId },
  { identityId: IdentityId, name: DisplayName },
);
export type AccountRenamed = t.TypeOf<typeof AccountRenamed>;

/** The account is found under another handle. */
export const HandleChanged = fact('HandleChanged', { accountId: AccountId, from: Handle, to: Handle });
export type HandleChanged = t.TypeOf<typeof HandleChanged>;

/** The account is put to rest: everything is kept, nothing may be used. */
export const AccountArchived = fact('AccountArchived', { accountId: AccountId });
export type AccountArchived = t.TypeOf<typeof AccountArchived>;

/** An archived account is back in use. */
export const AccountRestored = fact('AccountRestored', { accountId: AccountId });
export type AccountRestored = t.TypeOf<typeof AccountRestored>;

/** How a member came into a team. */
export const JoinedBy = t.keyof({ creation: null, invitation: null, merge: null, unmerge: null }, 'JoinedBy');
export type JoinedBy = t.TypeOf<typeof JoinedBy>;

/** A person belongs to the team from now on. */
export const MemberJoined = fact(
  'MemberJoined',
  { accountId: AccountId, identityId: IdentityId, role: Role, by: JoinedBy },
  { invitationId: InvitationId },
);
export type MemberJoined = t.TypeOf<typeof MemberJoined>;

/** A member has another role. */
export const RoleChanged = fact('RoleChanged', {
  accountId: AccountId,
  identityId: IdentityId,
  from: Role,
  to: Role,
});
export type RoleChanged = t.TypeOf<typeof RoleChanged>;

/** A member was taken out of the team. */
export const MemberRemoved = fact('MemberRemoved', { accountId: AccountId, identityId: IdentityId });
export type MemberRemoved = t.TypeOf<typeof MemberRemoved>;

/** A member left the team. */
export const MemberLeft = fact('MemberLeft', { accountId: AccountId, identityId: IdentityId });
export type MemberLeft = t.TypeOf<typeof MemberLeft>;

/** What happens to an account. */
export const AccountEvent = t.union([
  PersonalAccountOpened,
  PersonalAccountPassed,
  TeamCreated,
  AccountRenamed,
  HandleChanged,
  AccountArchived,
  AccountRestored,
  MemberJoined,
  RoleChanged,
  MemberRemoved,
  MemberLeft,
]);
export type AccountEvent = t.TypeOf<typeof AccountEvent>;
