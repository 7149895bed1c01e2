import type { Command } from '@recount/domain';
import {
  type Action,
  actions,
  allowedActions,
  mayI,
  permissions,
  type Standing,
} from '@recount/domain/authority';
import { type Actor, Role } from '@recount/domain/vocabulary';
import { describe, expect, test } from 'vitest';
import { given } from './given-when-then.js';
import { issued, people, revoked, team } from './history.js';
import {
  acme,
  acmeKey,
  ada,
  ben,
  by,
  byKey,
  called,
  cleo,
  dora,
  handle,
  hashOf,
  invitationId,
  keyId,
  last4,
  otherAcmeKey,
  tomorrow,
} from './people.js';

// The table itself, by hand: whoever changes a permission changes it here too, and knows it.
const table = `
| action          | admin | developer | billing | auditor | owner | org admin | API key | ADMIN key | stranger |
| platform:use    | yes   | yes       |         |         | yes   |           | yes     | yes       |          |
| account:read    | yes   | yes       | yes     | yes     | yes   | yes       | yes     | yes       |          |
| account:rename  | yes   |           |         |         | yes   |           |         |           |          |
| account:archive | yes   |           |         |         | yes   | yes       |         |           |          |
| account:restore | yes   |           |         |         | yes   | yes       |         |           |          |
| members:read    | yes   | yes       | yes     | yes     | yes   | yes       |         | yes       |          |
| members:invite  | yes   |           |         |         | yes   | yes       |         |           |          |
| members:change  | yes   |           |         |         | yes   | yes       |         |           |          |
| members:remove  | yes   |           |         |         | yes   | yes       |         |           |          |
| keys:read       | yes   | yes       | yes     | yes     | yes   | yes       |         | yes       |          |
| keys:issue      | yes   |           |         |         | yes   |           |         | lesser    |          |
| keys:rotate     | yes   |           |         |         | yes   |           |         | lesser    |          |
| keys:rename     | yes   |           |         |         | yes   |           |         | lesser    |          |
| keys:revoke     | yes   |           |         |         | yes   | yes       |         | lesser    |          |
| apps:read       | yes   | yes       |         | yes     | yes   | yes       | yes     | yes       |          |
| apps:deploy     | yes   | yes       |         |         | yes   |           |         | yes       |          |
| apps:run        | yes   | yes       |         |         | yes   |           |         | yes       |          |
| secrets:list    | yes   | yes       |         | yes     | yes   |           |         | yes       |          |
| secrets:set     | yes   | yes       |         |         | yes   |           |         | yes       |          |
| billing:read    | yes   |           | yes     | yes     | yes   | yes       |         | yes       |          |
| billing:manage  | yes   |           | yes     |         | yes   |           |         |           |          |
| history:read    | yes   |           |         | yes     | yes   | yes       |         | yes       |          |
`;

const cells = (line: string): ReadonlyArray<string> =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
const [heads = [], ...rows] = table.trim().split('\n').map(cells);
const cell = (action: string, column: string): string =>
  rows.find(([name]) => name === action)?.[heads.indexOf(column)] ?? 'not in the table';

const standings: ReadonlyArray<readonly [string, Standing]> = [
  ['admin', { as: 'member', role: 'admin' }],
  ['developer', { as: 'member', role: 'developer' }],
  ['billing', { as: 'member', role: 'billing' }],
  ['auditor', { as: 'member', role: 'auditor' }],
  ['owner', { as: 'owner' }],
  ['API key', { as: 'key', scope: 'API' }],
  ['ADMIN key', { as: 'key', scope: 'ADMIN' }],
  ['stranger', { as: 'stranger' }],
];

const roles: ReadonlyArray<Role> = ['admin', 'developer', 'billing', 'auditor'];

describe('who may do what', () => {
  test('the table names every action, and no other', () => {
    expect(rows.map(([name]) => name)).toEqual(actions);
  });

  test.each(standings)('%s', (column, standing) => {
    const told = actions.map((action) => [action, cell(action, column) !== '']);
    expect(actions.map((action) => [action, mayI(standing, action)])).toEqual(told);
    expect(allowedActions(standing)).toEqual(actions.filter((action) => cell(action, column) !== ''));
  });

  test.each(actions)('%s: organization admins, and keys for lesser keys only', (action: Action) => {
    const { organizationAdmin, keyAdmin } = permissions[action];
    expect(organizationAdmin).toBe(cell(action, 'org admin') === 'yes');
    expect(keyAdmin === 'lesser keys only').toBe(cell(action, 'ADMIN key') === 'lesser');
  });

  test('there are no other roles', () => {
    expect(Object.keys(Role.keys)).toEqual(roles);
    for (const odd of ['Admin', '__proto__', 'owner', '', ['admin']]) expect(Role.is(odd)).toBe(false);
  });
});

// Each command in a team of which somebody is a member or a key; `by` says who asks.
const within = { accountId: acme.accountId };
const member = { ...within, identityId: dora.identityId };
const link = { invitationId: invitationId(9), tokenHash: hashOf('link'), expires: tomorrow };
const secret = { hash: hashOf('new'), last4: last4('wxyz') };
type Asking = { readonly actor: Actor; readonly at: number };
type Wish = readonly [Action, (asking: Asking) => Command];

const wishes: ReadonlyArray<Wish> = [
  ['account:rename', (asking) => ({ type: 'RenameAccount', ...asking, ...within, name: called('New') })],
  [
    'account:rename',
    (asking) => ({ type: 'ChangeHandle', ...asking, ...within, handle: handle('new-name') }),
  ],
  ['account:archive', (asking) => ({ type: 'ArchiveAccount', ...asking, ...within })],
  ['account:restore', (asking) => ({ type: 'RestoreAccount', ...asking, ...within })],
  ['members:remove', (asking) => ({ type: 'RemoveMember', ...asking, ...member })],
  [
    'keys:issue',
    (asking) => ({
      type: 'IssueKey',
      ...asking,
      ...within,
      keyId: keyId(9),
      name: called('ci'),
      scope: 'API',
      ...secret,
    }),
  ],
  ['keys:rename', (asking) => ({ type: 'RenameKey', ...asking, ...otherAcmeKey, name: called('ci') })],
  [
    'keys:rotate',
    (asking) => ({ type: 'RotateKey', ...asking, ...otherAcmeKey, ...secret, graceUntil: tomorrow }),
  ],
  ['keys:revoke', (asking) => ({ type: 'RevokeKey', ...asking, ...otherAcmeKey, why: 'unused' })],
  [
    'members:invite',
    (asking) => ({ type: 'RevokeInvitation', ...asking, ...within, invitationId: link.invitationId }),
  ],
];

const inTeam = (role: Role) => [
  ...people(ada, ben, cleo, dora),
  ...team(acme, ada, [ben, role], [dora, 'auditor']),
  issued(otherAcmeKey, 'API'),
  {
    type: 'MemberInvited',
    ...link,
    ...within,
    inviterId: ada.identityId,
    role,
    invitee: { type: 'link', uses: 1 },
  } as const,
];

describe('an action needs permission', () => {
  test.each(wishes.flatMap(([action, wish]) => roles.map((role) => [wish(by(ben)), action, role] as const)))(
    '$type ($1) by a member who is $2',
    (command, action, role) => {
      const asked = given(inTeam(role)).when(command);
      if (cell(action, role) === 'yes') expect(asked.decision._tag).toBe('Right');
      else asked.refused('ActionNeedsPermission', { ...within, action });
    },
  );

  test.each(wishes.filter(([action]) => action.startsWith('keys:') || action.startsWith('account:')))(
    '%s by a key: what the table says of its scope, and no more',
    (action, wish) => {
      const asApi = given(inTeam('admin'), issued(acmeKey, 'API')).when(wish(byKey(acmeKey)));
      asApi.refused('ActionNeedsPermission', { ...within, action });
      const asAdmin = given(inTeam('admin'), issued(acmeKey, 'ADMIN')).when(wish(byKey(acmeKey)));
      if (cell(action, 'ADMIN key') === 'lesser') expect(asAdmin.decision._tag).toBe('Right');
      else asAdmin.refused('ActionNeedsPermission', { ...within, action });
    },
  );

  test('to invite or to change a role, even to one that one holds', () => {
    const change: Command = { type: 'ChangeRole', ...by(ben), ...member, role: 'developer' };
    given(inTeam('developer')).when(change).refused('ActionNeedsPermission', { action: 'members:change' });
    given(inTeam('developer'))
      .when({
        type: 'InviteMember',
        ...by(ben),
        ...within,
        ...link,
        invitationId: invitationId(10),
        role: 'developer',
        addressee: { type: 'link', uses: 1 },
      })
      .refused('ActionNeedsPermission', { action: 'members:invite' });
  });
});

describe('whoever is no member, and whatever is over, gets nowhere', () => {
  test.each(wishes)('%s', (_, wish) => {
    given(inTeam('admin'))
      .when(wish(by(cleo)))
      .refused('AccountUnknown');
    given(people(cleo))
      .when(wish(by(cleo)))
      .refused('AccountUnknown');
    given(inTeam('admin'), issued(acmeKey, 'ADMIN'), revoked(acmeKey))
      .when(wish(byKey(acmeKey)))
      .refused('CredentialIsOver');
    given(inTeam('admin'))
      .when(wish({ ...by(ben), at: tomorrow }))
      .refused('CredentialIsOver');
    given(inTeam('admin'))
      .when(wish({ ...by(ben), actor: { type: 'system', name: 'a reaction' } }))
      .refused('AccountUnknown');
  });
});
