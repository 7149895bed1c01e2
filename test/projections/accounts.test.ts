import type { Event } from '@recount/domain/facts';
import { accounts, handles, sortable } from '@recount/projections';
import { describe, expect, it } from 'vitest';
import { accountId, at, displayName, eventAt, handle, identityId, rowsAfter, type Told } from './given.js';

const ada = identityId(1);
const own = accountId(1);
const team = accountId(2);

const opened = {
  type: 'PersonalAccountOpened',
  accountId: own,
  identityId: ada,
  handle: handle('blue-otter'),
} as const;
const created = {
  type: 'TeamCreated',
  accountId: team,
  identityId: ada,
  name: displayName('The Weather'),
  handle: handle('weather'),
} as const;
const archived = { type: 'AccountArchived', accountId: team } as const;
const restored = { type: 'AccountRestored', accountId: team } as const;
const joined = {
  type: 'MemberJoined',
  accountId: team,
  identityId: ada,
  role: 'admin',
  by: 'creation',
} as const;

const documents = (...told: ReadonlyArray<Told>) =>
  rowsAfter(accounts, ...told).map(({ document }) => document);

describe('an account', () => {
  const personal = {
    kind: 'personal',
    accountId: own,
    handle: 'blue-otter',
    ownerId: ada,
    state: 'open',
    openedAt: at(1),
    revision: 0,
  };
  const shared = {
    kind: 'team',
    accountId: team,
    handle: 'weather',
    name: 'The Weather',
    state: 'open',
    openedAt: at(1),
    revision: 0,
  };
  const sealed = { [ada]: 'cipher' };

  it('of a person has an owner', () => {
    expect(rowsAfter(accounts, opened)).toStrictEqual([
      { id: own, group: own, sort: sortable(1), subject: own, document: personal },
    ]);
  });

  it('of a team has a name', () => {
    expect(rowsAfter(accounts, created)).toStrictEqual([
      { id: team, group: team, sort: sortable(1), subject: team, document: shared },
    ]);
  });

  it.each<[string, ReadonlyArray<Told>, object]>([
    ['is archived', [created, archived], { ...shared, state: 'archived', revision: 1 }],
    ['is back in use', [created, archived, restored], { ...shared, revision: 2 }],
    [
      'is found under another handle',
      [created, { type: 'HandleChanged', accountId: team, from: handle('weather'), to: handle('climate') }],
      { ...shared, handle: 'climate', revision: 1 },
    ],
    [
      'has another name when it is a team',
      [created, { type: 'AccountRenamed', accountId: team, name: displayName('The Climate') }],
      { ...shared, name: 'The Climate', revision: 1 },
    ],
    [
      'keeps the name of a team when it is given none',
      [created, { type: 'AccountRenamed', accountId: team }],
      { ...shared, revision: 1 },
    ],
    [
      "keeps a person's name sealed",
      [opened, { event: { type: 'AccountRenamed', accountId: own }, sealed }],
      {
        ...personal,
        sealedName: { subject: ada, event: eventAt(2), type: 'AccountRenamed', cipher: 'cipher' },
        revision: 1,
      },
    ],
    [
      "never shows a person's name in the clear",
      [opened, { type: 'AccountRenamed', accountId: own, name: displayName('Ada') }],
      { ...personal, revision: 1 },
    ],
  ])('%s', (_, told, document) => {
    expect(documents(...told)).toStrictEqual([document]);
  });

  const who = { accountId: team, identityId: ada } as const;
  it.each<[Event['type'], Event]>([
    ['MemberJoined', joined],
    ['RoleChanged', { type: 'RoleChanged', ...who, from: 'admin', to: 'billing' }],
    ['MemberRemoved', { type: 'MemberRemoved', ...who }],
    ['MemberLeft', { type: 'MemberLeft', ...who }],
  ])('is another revision after %s', (_, event) => {
    expect(documents(created, event)).toStrictEqual([{ ...shared, revision: 1 }]);
  });

  it('is the same revision after what is in another stream', () => {
    const events: ReadonlyArray<Event> = [
      created,
      { type: 'HandleClaimed', handle: handle('weather'), accountId: team },
      { type: 'AccountJoined', ...who, kind: 'team', role: 'admin' },
    ];
    expect(documents(...events)).toStrictEqual([shared]);
  });
});

describe('a handle', () => {
  const weather = handle('weather');
  const claimed = { type: 'HandleClaimed', handle: weather, accountId: team } as const;
  const released = { type: 'HandleReleased', handle: weather, accountId: team, restsUntil: at(90) } as const;
  const row = { id: 'weather', group: team, sort: sortable(1), subject: team, document: { accountId: team } };

  it('names the account that claimed it', () => {
    expect(rowsAfter(handles, claimed)).toStrictEqual([row]);
  });

  it('names nobody once it is given up', () => {
    expect(rowsAfter(handles, claimed, released)).toStrictEqual([]);
  });

  it('names who claimed it next', () => {
    expect(rowsAfter(handles, claimed, released, { ...claimed, accountId: own })).toStrictEqual([
      { ...row, group: own, sort: sortable(3), subject: own, document: { accountId: own } },
    ]);
  });

  it('is given up by nobody but its account', () => {
    expect(rowsAfter(handles, claimed, { ...released, accountId: own })).toStrictEqual([row]);
  });
});
