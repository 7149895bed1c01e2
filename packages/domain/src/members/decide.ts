import { bindW, chainFirstW, chainW, type Either, map } from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import {
  type Acting,
  type ActingRefusal,
  goes,
  type GrantNoMoreThanYouHold,
  grantNoMoreThanYouHold,
  peopleManagePeople,
  permitted,
  type PersonalAccountHasOnePerson,
  personalAccountHasOnePerson,
  personAsking,
  visible,
} from '../authority/index.js';
import type { Decide, Fact } from '../decision.js';
import type { Team } from '../facts/account/index.js';
import { accountStream } from '../facts/index.js';
import type { ChangeRole, LeaveAccount, RemoveMember } from './commands.js';
import { memberOf, type MemberUnknown, teamKeepsAnAdmin, type TeamKeepsAnAdmin } from './rules.js';

/** Why a membership stays as it is. */
export type MembersRefusal =
  | ActingRefusal
  | PersonalAccountHasOnePerson
  | GrantNoMoreThanYouHold
  | MemberUnknown
  | TeamKeepsAnAdmin;

const changes = (acting: Acting, { role }: ChangeRole): Either<MembersRefusal, Team> =>
  pipe(
    peopleManagePeople(acting.standing, 'members:change'),
    chainW((standing) => grantNoMoreThanYouHold(standing, role)),
    chainW(() => permitted('members:change')(acting)),
    chainW(({ account }) => personalAccountHasOnePerson(account)),
  );

/** Changing a role: nobody grants more than they hold, and an admin stays. */
export const changeRole: Decide<ChangeRole, MembersRefusal> = (command) => (states) => {
  const { accountId, identityId, role } = command;
  return pipe(
    visible(command, accountId)(states),
    chainW((acting) => changes(acting, command)),
    bindW('from', (team) => memberOf(team, identityId)),
    chainFirstW(({ members }) => teamKeepsAnAdmin(members, { accountId, identityId, to: role })),
    map(
      ({ from }): ReadonlyArray<Fact> =>
        from === role
          ? []
          : [
              {
                stream: accountStream(accountId),
                event: { type: 'RoleChanged', accountId, identityId, from, to: role },
              },
            ],
    ),
  );
};

/** Removing a member ends their use of the team at once; an admin stays. */
export const removeMember: Decide<RemoveMember, MembersRefusal> = (command) => (states) => {
  const { accountId, identityId } = command;
  return pipe(
    visible(command, accountId)(states),
    chainW(permitted('members:remove')),
    chainW(({ account }) => personalAccountHasOnePerson(account)),
    chainFirstW((team) => memberOf(team, identityId)),
    chainW(({ members }) => teamKeepsAnAdmin(members, { accountId, identityId, to: 'gone' })),
    map(() => goes({ accountId, identityId }, 'MemberRemoved')),
  );
};

/** Leaving a team by one's own wish; an admin stays. */
export const leaveAccount: Decide<LeaveAccount, MembersRefusal> = (command) => (states) => {
  const { accountId } = command;
  return pipe(
    personAsking(command, 'members:leave')(states),
    bindW('acting', () => visible(command, accountId)(states)),
    bindW('team', ({ acting }) => personalAccountHasOnePerson(acting.account)),
    chainFirstW(({ team, identity: { identityId } }) =>
      teamKeepsAnAdmin(team.members, { accountId, identityId, to: 'gone' }),
    ),
    map(({ identity: { identityId } }) => goes({ accountId, identityId }, 'MemberLeft')),
  );
};
