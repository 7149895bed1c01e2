import { closed, IdentityId, Role } from '@recount/domain/vocabulary';
import * as t from 'io-ts';
import { plain, route } from '../route.js';
import { Cursor, Moment, PagingAsOf, underAccount } from '../words.js';
import { KeyShown } from './keys.js';

/** A member of a team: as what, since when, and how they came. */
export const MemberShown = closed(
  'MemberShown',
  {
    identityId: IdentityId,
    role: Role,
    by: t.keyof({ creation: null, invitation: null, merge: null, unmerge: null }, 'JoinedBy'),
    joinedAt: Moment,
  },
  { name: t.string, email: t.string },
);
export type MemberShown = t.TypeOf<typeof MemberShown>;

/** A page of a team's members, in the order of their joining. */
export const MembersPage = closed('MembersPage', { members: t.readonlyArray(MemberShown) }, { next: Cursor });
export type MembersPage = t.TypeOf<typeof MembersPage>;

/**
 * Somebody was removed. `keys` are the account's keys that they issued and that still work, for an admin to rotate;
 * absent when they could not be listed just then.
 */
export const Removal = closed('Removal', { identityId: IdentityId }, { keys: t.readonlyArray(KeyShown) });
export type Removal = t.TypeOf<typeof Removal>;

const OfAccount = closed('OfAccount', underAccount);
const OfMember = closed('OfMember', { ...underAccount, identity: IdentityId });
const one = '/v1/accounts/:account/members/:identity';
const area = 'members';

/** The routes about a team's members. */
export const memberRoutes = {
  listMembers: route(
    {
      name: 'listMembers',
      method: 'GET',
      path: '/v1/accounts/:account/members',
      area,
      summary: 'Who belongs to a team',
      problems: ['AccountUnknown', 'ActionNeedsPermission'],
    },
    { ...plain, params: OfAccount, query: PagingAsOf, answer: MembersPage },
  ),
  changeRole: route(
    {
      name: 'changeRole',
      method: 'PATCH',
      path: one,
      area,
      summary: 'Gives a member another role',
      problems: [
        'AccountUnknown',
        'ActionNeedsPermission',
        'GrantNoMoreThanYouHold',
        'MemberUnknown',
        'PeopleManagePeople',
        'TeamKeepsAnAdmin',
      ],
    },
    {
      ...plain,
      params: OfMember,
      body: closed('NewRole', { role: Role }),
      answer: closed('ChangedRole', { identityId: IdentityId, role: Role }),
    },
  ),
  removeMember: route(
    {
      name: 'removeMember',
      method: 'DELETE',
      path: one,
      area,
      summary: 'Removes a member at once; the team’s keys go on working',
      problems: [
        'AccountUnknown',
        'ActionNeedsPermission',
        'MemberUnknown',
        'PeopleManagePeople',
        'TeamKeepsAnAdmin',
      ],
    },
    { ...plain, params: OfMember, answer: Removal },
  ),
  leaveAccount: route(
    {
      name: 'leaveAccount',
      method: 'POST',
      path: '/v1/accounts/:account/leave',
      area,
      status: 204,
      summary: 'Leaves a team',
      problems: ['AccountUnknown', 'PeopleManagePeople', 'PersonalAccountHasOnePerson', 'TeamKeepsAnAdmin'],
    },
    { ...plain, params: OfAccount },
  ),
};
