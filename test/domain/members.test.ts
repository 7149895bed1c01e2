import type { Command } from '@recount/domain';
import type { Event } from '@recount/domain/facts';
import type { Role } from '@recount/domain/vocabulary';
import { describe, expect, test } from 'vitest';
import { given } from './given-when-then.js';
import { archived, gone, issued, known, opened, people, started, team } from './history.js';
import {
  acme,
  acmeKey,
  ada,
  ben,
  by,
  byKey,
  cleo,
  dora,
  invitationId,
  hashOf,
  type Person,
  sso,
  tomorrow,
} from './people.js';

type Place = { readonly accountId: Person['accountId'] };
const change = (who: Person, whom: Person, role: Role): Command => ({
  type: 'ChangeRole',
  ...by(who),
  accountId: acme.accountId,
  identityId: whom.identityId,
  role,
});
const remove = (who: Person, whom: Person): Command => ({
  type: 'RemoveMember',
  ...by(who),
  accountId: acme.accountId,
  identityId: whom.identityId,
});
const leave = (who: Person, { accountId }: Place = acme): Command => ({
  type: 'LeaveAccount',
  ...by(who),
  accountId,
});

const changed = (whom: Person, from: Role, to: Role): Event => ({
  type: 'RoleChanged',
  accountId: acme.accountId,
  identityId: whom.identityId,
  from,
  to,
});
const left = (who: Person): ReadonlyArray<Event> => [
  { type: 'MemberLeft', accountId: acme.accountId, identityId: who.identityId },
  { type: 'AccountLeft', identityId: who.identityId, accountId: acme.accountId },
];
const three = [...people(ada, ben, cleo, dora), ...team(acme, ada, [ben, 'developer'], [cleo, 'admin'])];
const alone = [...people(ada, ben, dora), ...team(acme, ada, [ben, 'developer'])];

describe('changing a role', () => {
  test('gives a member another', () => {
    given(three)
      .when(change(ada, ben, 'billing'))
      .gives(changed(ben, 'developer', 'billing'));
  });

  test('promotes, and demotes another admin, or oneself', () => {
    given(three)
      .when(change(ada, ben, 'admin'))
      .gives(changed(ben, 'developer', 'admin'));
    given(three)
      .when(change(ada, cleo, 'auditor'))
      .gives(changed(cleo, 'admin', 'auditor'));
    given(three)
      .when(change(ada, ada, 'auditor'))
      .gives(changed(ada, 'admin', 'auditor'));
  });

  test('to the one that they have writes nothing', () => {
    given(three)
      .when(change(ada, ben, 'developer'))
      .isAlreadySo();
    given(alone)
      .when(change(ada, ada, 'admin'))
      .isAlreadySo();
  });
});

describe('removing a member', () => {
  test('tells the team and the person, in one commit', () => {
    given(three)
      .when(remove(ada, ben))
      .gives(...gone(acme, ben));
  });

  test('may be of another admin, or of oneself', () => {
    given(three)
      .when(remove(ada, cleo))
      .gives(...gone(acme, cleo));
    given(three)
      .when(remove(ada, ada))
      .gives(...gone(acme, ada));
  });

  test('leaves the keys that they issued: keys belong to the account', () => {
    const key = issued(acmeKey, 'API', { issuerId: ben.identityId });
    given(three, key)
      .when(remove(ada, ben))
      .gives(...gone(acme, ben));
  });
});

describe('leaving', () => {
  test('tells the team and the person, in one commit, whatever the role', () => {
    given(three)
      .when(leave(ben))
      .gives(...left(ben));
    given(three)
      .when(leave(cleo))
      .gives(...left(cleo));
  });

  test('is for people: a key belongs to its account for ever', () => {
    given(three, issued(acmeKey, 'ADMIN'))
      .when({ type: 'LeaveAccount', ...byKey(acmeKey), accountId: acme.accountId })
      .refused('PeopleManagePeople', { action: 'members:leave' });
  });

  test('a team that one is not in answers like one that does not exist', () => {
    given(three).when(leave(dora)).refused('AccountUnknown');
    given(people(dora)).when(leave(dora)).refused('AccountUnknown');
    given(three, gone(acme, ben)).when(leave(ben)).refused('AccountUnknown');
  });
});

test('a team keeps an admin, whoever changes role, is removed or leaves', () => {
  const why = { accountId: acme.accountId };
  given(alone)
    .when(change(ada, ada, 'developer'))
    .refused('TeamKeepsAnAdmin', why);
  given(alone).when(remove(ada, ada)).refused('TeamKeepsAnAdmin', why);
  given(alone).when(leave(ada)).refused('TeamKeepsAnAdmin', why);
  given(three, left(cleo)).when(leave(ada)).refused('TeamKeepsAnAdmin', why);
  given(three, [changed(cleo, 'admin', 'billing')])
    .when(leave(ada))
    .refused('TeamKeepsAnAdmin', why);
  given(people(ada), team(acme, ada)).when(leave(ada)).refused('TeamKeepsAnAdmin', why);
});

test('a personal account has one person: nobody is invited, changed, removed or leaves', () => {
  const own = { ...by(ada), accountId: ada.accountId };
  const member = { ...own, identityId: ada.identityId };
  const refused = (command: Command) =>
    given(people(ada, ben))
      .when(command)
      .refused('PersonalAccountHasOnePerson', { accountId: ada.accountId });
  refused({
    type: 'InviteMember',
    ...own,
    invitationId: invitationId(1),
    role: 'auditor',
    addressee: { type: 'link', uses: 1 },
    tokenHash: hashOf('link'),
    expires: tomorrow,
  });
  refused({ type: 'ChangeRole', ...member, role: 'developer' });
  refused({ type: 'ChangeRole', ...own, identityId: ben.identityId, role: 'developer' });
  refused({ type: 'RemoveMember', ...member });
  refused({ type: 'LeaveAccount', ...own });
});

test('people manage people: no key invites, promotes or removes, whatever its scope', () => {
  const refused = (command: Command, action: string) => {
    given(three, issued(acmeKey, 'ADMIN')).when(command).refused('PeopleManagePeople', { action });
    given(three, issued(acmeKey, 'API')).when(command).refused('PeopleManagePeople', { action });
  };
  const within = { ...byKey(acmeKey), accountId: acme.accountId };
  refused({ type: 'ChangeRole', ...within, identityId: ben.identityId, role: 'admin' }, 'members:change');
  refused({ type: 'RemoveMember', ...within, identityId: ben.identityId }, 'members:remove');
  refused(
    {
      type: 'InviteMember',
      ...within,
      invitationId: invitationId(1),
      role: 'auditor',
      addressee: { type: 'link', uses: 1 },
      tokenHash: hashOf('link'),
      expires: tomorrow,
    },
    'members:invite',
  );
  refused({ type: 'RevokeInvitation', ...within, invitationId: invitationId(1) }, 'members:invite');
});

test('grant no more than you hold: neither by a role nor by an invitation', () => {
  const roles = [...people(ada, ben, cleo, dora), ...team(acme, ada, [ben, 'developer'], [cleo, 'billing'])];
  given(roles)
    .when(change(ben, ben, 'admin'))
    .refused('GrantNoMoreThanYouHold', { role: 'admin' });
  given(roles)
    .when(change(cleo, cleo, 'admin'))
    .refused('GrantNoMoreThanYouHold', { role: 'admin' });
  given(roles)
    .when(change(cleo, ben, 'auditor'))
    .refused('GrantNoMoreThanYouHold', { role: 'auditor' });
  given(roles)
    .when({
      type: 'InviteMember',
      ...by(ben),
      accountId: acme.accountId,
      invitationId: invitationId(1),
      role: 'admin',
      addressee: { type: 'link', uses: 1 },
      tokenHash: hashOf('link'),
      expires: tomorrow,
    })
    .refused('GrantNoMoreThanYouHold', { role: 'admin' });
});

test('only a member of the team is changed or removed', () => {
  given(three)
    .when(change(ada, dora, 'auditor'))
    .refused('MemberUnknown');
  given(three).when(remove(ada, dora)).refused('MemberUnknown');
  given(three, gone(acme, ben))
    .when(change(ada, ben, 'auditor'))
    .refused('MemberUnknown');
  given(three, gone(acme, ben)).when(remove(ada, ben)).refused('MemberUnknown');
});

describe('nobody else', () => {
  test('an action needs permission: a member without the right changes and removes nobody', () => {
    expect(given(three).when(change(ben, cleo, 'developer')).decision._tag).toBe('Left');
    expect(given(three).when(remove(ben, cleo)).decision._tag).toBe('Left');
  });

  test('a stranger is told that there is no such account', () => {
    given(three)
      .when(change(dora, ben, 'auditor'))
      .refused('AccountUnknown');
    given(three).when(remove(dora, ben)).refused('AccountUnknown');
    given(three, gone(acme, cleo)).when(remove(cleo, ada)).refused('AccountUnknown');
  });

  test('a removed member is out at once, in the session that they have', () => {
    given(three, gone(acme, cleo))
      .when(change(cleo, ben, 'admin'))
      .refused('AccountUnknown');
  });
});

test('people of both worlds may be in one team; each stays who they are', () => {
  const mixed = [...opened, ...known(ada), started(ada), ...known(ben, sso), started(ben, { addresses: [] })];
  given(mixed, team(acme, ada, [ben, 'admin']))
    .when(change(ben, ada, 'auditor'))
    .gives(changed(ada, 'admin', 'auditor'));
});

test('an archived team still lets nobody in by a change of role', () => {
  expect(given(three, archived(acme)).when(change(ben, ben, 'admin')).decision._tag).toBe('Left');
});
