import { accountsOfIdentity, identities, sessionsOfIdentity, sortable } from '@recount/projections';
import { describe, expect, it } from 'vitest';
import {
  accountId,
  at,
  digest,
  eventAt,
  hash,
  identityId,
  rowsAfter,
  sessionId,
  type Told,
} from './given.js';

const ada = identityId(1);
const own = accountId(1);
const ben = identityId(2);
const team = accountId(2);
const session = sessionId(1);
const other = sessionId(2);
const github = 'https://github.com';

const registered = { type: 'IdentityRegistered', identityId: ada, realm: { type: 'social' } } as const;
const linked = {
  type: 'LoginLinked',
  identityId: ada,
  login: digest('1'),
  issuer: github,
  by: 'registration',
  mailbox: 'claimed',
} as const;
const joinedOwn = { type: 'AccountJoined', identityId: ada, accountId: own, kind: 'personal' } as const;
const joinedTeam = {
  type: 'AccountJoined',
  identityId: ada,
  accountId: team,
  kind: 'team',
  role: 'admin',
} as const;
const started = {
  type: 'SessionStarted',
  sessionId: session,
  identityId: ada,
  tokenHash: hash('a'),
  assurance: { login: digest('1'), issuer: github, realm: { type: 'social' } },
  generation: 0,
  context: own,
  addresses: [digest('2')],
  expires: at(1000),
} as const;
const switched = {
  type: 'ContextSwitched',
  sessionId: session,
  identityId: ada,
  from: own,
  to: team,
} as const;
const ended = { type: 'SessionEnded', sessionId: session, identityId: ada, why: 'signedOut' } as const;

const row = (id: string, made: number) => ({ id, group: ada, sort: sortable(made) });

describe('the accounts of a person', () => {
  it('are their own one and the teams that they joined, in the order of joining', () => {
    expect(rowsAfter(accountsOfIdentity, joinedOwn, joinedTeam)).toStrictEqual([
      {
        ...row(`${ada}/${own}`, 1),
        subject: ada,
        document: { identityId: ada, accountId: own, kind: 'personal' },
      },
      {
        ...row(`${ada}/${team}`, 2),
        subject: ada,
        document: { identityId: ada, accountId: team, kind: 'team', role: 'admin' },
      },
    ]);
  });

  it('show the role that the person has by now', () => {
    const changed = {
      type: 'RoleChanged',
      accountId: team,
      identityId: ada,
      from: 'admin',
      to: 'auditor',
    } as const;
    expect(rowsAfter(accountsOfIdentity, joinedTeam, changed)).toStrictEqual([
      {
        ...row(`${ada}/${team}`, 1),
        subject: ada,
        document: { identityId: ada, accountId: team, kind: 'team', role: 'auditor' },
      },
    ]);
  });

  it('do not hold a team that the person left, and list it last when they came back', () => {
    const left = { type: 'AccountLeft', identityId: ada, accountId: team } as const;
    expect(rowsAfter(accountsOfIdentity, joinedTeam, left)).toStrictEqual([]);
    const ids = rowsAfter(accountsOfIdentity, joinedTeam, joinedOwn, left, joinedTeam).map(({ id }) => id);
    expect(ids).toStrictEqual([`${ada}/${own}`, `${ada}/${team}`]);
  });
});

describe('an identity', () => {
  const known = {
    identityId: ada,
    realm: { type: 'social' },
    generation: 0,
    logins: [],
    registeredAt: at(1),
  };
  const document = (...told: ReadonlyArray<Told>) =>
    rowsAfter(identities, ...told).map((each) => each.document);

  it('is known from its registration on, in one realm', () => {
    expect(rowsAfter(identities, registered)).toStrictEqual([
      { id: ada, group: ada, sort: sortable(1), subject: ada, document: known },
    ]);
  });

  it('shows its logins, and keeps what their providers said sealed', () => {
    const sealed = { [ada]: 'cipher' };
    const login = {
      loginId: eventAt(2),
      login: digest('1'),
      issuer: github,
      by: 'registration',
      linkedAt: at(2),
    };
    expect(document(registered, { event: linked, sealed })).toStrictEqual([
      {
        ...known,
        logins: [
          { ...login, sealed: { subject: ada, event: eventAt(2), type: 'LoginLinked', cipher: 'cipher' } },
        ],
      },
    ]);
    expect(document(registered, linked)).toStrictEqual([{ ...known, logins: [login] }]);
  });

  it('shows a login once, as it was linked last', () => {
    const again = { ...linked, by: 'merge' } as const;
    const login = {
      loginId: eventAt(3),
      login: digest('1'),
      issuer: github,
      by: 'merge',
      linkedAt: at(3),
    };
    expect(document(registered, linked, again)).toStrictEqual([{ ...known, logins: [login] }]);
  });

  it('shows a login no more that was unlinked', () => {
    const unlinked = { type: 'LoginUnlinked', identityId: ada, login: digest('1') } as const;
    expect(document(registered, linked, unlinked)).toStrictEqual([known]);
  });

  it('keeps its own personal account, whichever is passed on to it', () => {
    const passed = { ...joinedOwn, accountId: team };
    expect(document(registered, joinedOwn, passed)).toStrictEqual([{ ...known, personalAccount: own }]);
  });

  it('shows whom it merged into, and no login', () => {
    const merged = { type: 'IdentitiesMerged', identityId: ada, into: ben } as const;
    expect(document(registered, linked, merged)).toStrictEqual([{ ...known, mergedInto: ben }]);
  });

  it('names its personal account, and no team', () => {
    expect(document(registered, joinedTeam, joinedOwn, joinedTeam)).toStrictEqual([
      { ...known, personalAccount: own },
    ]);
  });

  it('remembers the last account that a session of it worked in', () => {
    expect(document(registered, started)).toStrictEqual([{ ...known, lastContext: own }]);
    expect(document(registered, started, switched)).toStrictEqual([{ ...known, lastContext: team }]);
    expect(document(registered, started, switched, ended)).toStrictEqual([{ ...known, lastContext: team }]);
  });

  it('says from which generation on sessions count, and which one is excepted', () => {
    const why = 'signedOutElsewhere';
    const first = {
      type: 'SessionsInvalidated',
      identityId: ada,
      generation: 1,
      why,
      except: session,
    } as const;
    const second = { type: 'SessionsInvalidated', identityId: ada, generation: 2, why: 'merged' } as const;
    expect(document(registered, first)).toStrictEqual([{ ...known, generation: 1, except: session }]);
    expect(document(registered, first, second)).toStrictEqual([{ ...known, generation: 2 }]);
  });
});

describe('the sessions of a person', () => {
  const shown = {
    sessionId: session,
    identityId: ada,
    issuer: github,
    realm: { type: 'social' },
    startedAt: at(1),
    generation: 0,
    context: own,
    expires: at(1000),
    state: 'started',
  };

  it('are shown without the secret of any', () => {
    expect(rowsAfter(sessionsOfIdentity, started)).toStrictEqual([
      { ...row(session, 1), subject: session, document: shown },
    ]);
  });

  it('keep where they were started from sealed under the person', () => {
    const [first] = rowsAfter(sessionsOfIdentity, {
      event: started,
      sealed: { [ada]: 'cipher', [session]: 'no' },
    });
    expect(first?.document).toStrictEqual({
      ...shown,
      origin: { subject: ada, event: eventAt(1), type: 'SessionStarted', cipher: 'cipher' },
    });
  });

  it('say which account each works in', () => {
    const [first] = rowsAfter(sessionsOfIdentity, started, switched);
    expect(first?.document).toStrictEqual({ ...shown, context: team });
  });

  it('stay when they ended, in the order in which they began', () => {
    const rows = rowsAfter(sessionsOfIdentity, started, { ...started, sessionId: other }, ended);
    expect(rows.map(({ id, document: { state, endedAt } }) => ({ id, state, endedAt }))).toStrictEqual([
      { id: session, state: 'ended', endedAt: at(3) },
      { id: other, state: 'started', endedAt: undefined },
    ]);
  });
});
