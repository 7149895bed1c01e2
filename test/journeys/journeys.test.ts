import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inMemory, inPostgres, inSqlite } from '../core/rig/grounds.js';
import { done, type Driver } from './driver.js';
import { known } from './people.js';
import { throughHttp } from './through-http.js';
import { throughTheCore } from './through-the-core.js';

const ways: ReadonlyArray<readonly [string, () => Promise<Driver>]> = [
  ['on the core in memory', () => throughTheCore(inMemory)],
  ['on the core in SQLite', () => throughTheCore(inSqlite)],
  ['on the core in PostgreSQL', () => throughTheCore(inPostgres)],
  ['over HTTP in memory, with Google', () => throughHttp(inMemory, 'google')],
  ['over HTTP in memory, with GitHub', () => throughHttp(inMemory, 'github')],
  ['over HTTP in SQLite, with GitHub', () => throughHttp(inSqlite, 'github')],
  ['over HTTP in PostgreSQL, with Google', () => throughHttp(inPostgres, 'google')],
];

describe.each(ways)('%s', (_, set) => {
  let go: Driver;
  beforeAll(async () => {
    go = await set();
  }, 60_000);
  afterAll(() => go.leave());

  const team = async (handle: string) => {
    const ada = await go.signIn('ada');
    const ben = await go.signIn('ben');
    const acme = done(await go.createTeam(ada, handle));
    const link = done(await go.invite(ada, acme, { to: { uses: 1 }, role: 'developer' }));
    done(await go.accept(ben, link));
    return { ada, ben, acme };
  };

  it('somebody signs in, makes a team, invites, and works there with a key; the history tells it', async () => {
    const ada = await go.signIn('ada');
    const ben = await go.signIn('ben');
    expect(done(await go.see(ada))).toEqual({
      accounts: [{ accountId: ada.personal, kind: 'personal' }],
      active: ada.personal,
    });
    const acme = done(await go.createTeam(ada, 'acme'));
    const to = { email: known('ben').email };
    const secret = done(await go.invite(ada, acme, { to, role: 'admin' }));
    done(await go.accept(ben, secret));
    done(await go.switchTo(ben, acme));
    expect(done(await go.see(ben))).toEqual({
      accounts: [
        { accountId: ben.personal, kind: 'personal' },
        { accountId: acme, kind: 'team', role: 'admin' },
      ],
      active: acme,
    });
    const key = done(await go.issueKey(ben, acme));
    expect(await go.verify(key.secret)).toEqual({ accountId: acme });
    done(await go.revokeKey(ada, acme, key.keyId));
    expect(await go.verify(key.secret)).toEqual({ reason: 'revoked' });
    expect(done(await go.historyOf(ada, acme))).toEqual([
      'HandleClaimed',
      'TeamCreated',
      'MemberJoined',
      'AccountJoined',
      'MemberInvited',
      'InvitationAccepted',
      'MemberJoined',
      'AccountJoined',
      'KeyIssued',
      'KeyRevoked',
    ]);
  });

  it('whoever is removed has lost their context and is told which; the personal account is untouched', async () => {
    const { ada, ben, acme } = await team('removed');
    done(await go.switchTo(ben, acme));
    done(await go.remove(ada, acme, ben.identityId));
    const seen = done(await go.see(ben));
    expect([seen.active, seen.lost]).toEqual([undefined, acme]);
    expect(seen.accounts.map(({ accountId }) => accountId)).not.toContain(acme);
    expect(await go.issueKey(ben, acme)).toEqual({ refused: 'AccountUnknown' });
    expect(await go.members(ben, acme)).toEqual({ refused: 'AccountUnknown' });
    expect(await go.switchTo(ben, acme)).toEqual({ refused: 'ContextNeedsMembership' });
    done(await go.switchTo(ben, ben.personal));
    expect(done(await go.see(ben)).active).toBe(ben.personal);
    done(await go.issueKey(ben, ben.personal));
  });

  it('the next sign-in lands where one worked last, and at home where one works no more', async () => {
    const { ada, ben, acme } = await team('landing');
    done(await go.switchTo(ben, acme));
    expect(done(await go.see(await go.signIn('ben'))).active).toBe(acme);
    done(await go.remove(ada, acme, ben.identityId));
    expect(done(await go.see(await go.signIn('ben'))).active).toBe(ben.personal);
  });

  it('a personal account is its owner’s alone', async () => {
    const { ada, ben } = await team('personal-apart');
    const key = done(await go.issueKey(ada, ada.personal));
    expect(await go.verify(key.secret)).toEqual({ accountId: ada.personal });
    expect(await go.historyOf(ben, ada.personal)).toEqual({ refused: 'AccountUnknown' });
    expect(await go.issueKey(ben, ada.personal)).toEqual({ refused: 'AccountUnknown' });
    expect(await go.switchTo(ben, ada.personal)).toEqual({ refused: 'ContextNeedsMembership' });
    const invited = await go.invite(ada, ada.personal, { to: { uses: 1 }, role: 'developer' });
    expect(invited).toEqual({ refused: 'PersonalAccountHasOnePerson' });
  });

  it('C11: by single sign-on with the same address one is somebody apart, with an account apart', async () => {
    const social = await go.signIn('cleo');
    const sso = await go.signIn('cleo', 'sso');
    expect(sso.identityId).not.toBe(social.identityId);
    expect(sso.personal).not.toBe(social.personal);
    expect((await go.signIn('cleo')).identityId).toBe(social.identityId);
    expect((await go.signIn('cleo', 'sso')).identityId).toBe(sso.identityId);
    const key = done(await go.issueKey(social, social.personal));
    expect(await go.revokeKey(sso, social.personal, key.keyId)).toEqual({ refused: 'AccountUnknown' });
    expect(await go.switchTo(sso, social.personal)).toEqual({ refused: 'ContextNeedsMembership' });
    expect(await go.verify(key.secret)).toEqual({ accountId: social.personal });
  });

  it('a key goes on when whoever issued it is gone: it is the team’s', async () => {
    const { ada, acme } = await team('survives');
    const cleo = await go.signIn('cleo');
    done(await go.accept(cleo, done(await go.invite(ada, acme, { to: { uses: 1 }, role: 'admin' }))));
    const key = done(await go.issueKey(cleo, acme));
    done(await go.remove(ada, acme, cleo.identityId));
    expect(await go.verify(key.secret)).toEqual({ accountId: acme });
    expect(await go.revokeKey(cleo, acme, key.keyId)).toEqual({ refused: 'AccountUnknown' });
    done(await go.revokeKey(ada, acme, key.keyId));
    expect(await go.verify(key.secret)).toEqual({ reason: 'revoked' });
  });

  it('an archived team is quiet and keeps everything, and is as it was once it is restored', async () => {
    const { ada, ben, acme } = await team('quiet');
    const key = done(await go.issueKey(ada, acme));
    const before = done(await go.members(ada, acme));
    done(await go.changeState(ada, acme, 'archive'));
    expect(await go.verify(key.secret)).toEqual({ reason: 'archived' });
    expect(await go.issueKey(ada, acme)).toEqual({ refused: 'ArchivedAccountsAreQuiet' });
    expect(await go.rename(ada, acme, 'Loud')).toEqual({ refused: 'ArchivedAccountsAreQuiet' });
    const invited = await go.invite(ada, acme, { to: { uses: 1 }, role: 'developer' });
    expect(invited).toEqual({ refused: 'ArchivedAccountsAreQuiet' });
    expect(done(await go.members(ben, acme))).toEqual(before);
    done(await go.changeState(ada, acme, 'restore'));
    expect(await go.verify(key.secret)).toEqual({ accountId: acme });
    done(await go.rename(ada, acme, 'Loud'));
  });

  it('F1: an invitation to an address is for whoever has it, and for nobody else who has the link', async () => {
    const { ada, acme } = await team('addressed');
    const dora = await go.signIn('dora');
    const cleo = await go.signIn('cleo');
    const secret = done(await go.invite(ada, acme, { to: { email: 'Dora@Example.TEST' }, role: 'auditor' }));
    expect(await go.accept(cleo, secret)).toEqual({ refused: 'InvitationIsForThisPerson' });
    done(await go.accept(dora, secret));
    expect(done(await go.members(ada, acme))[dora.identityId]).toBe('auditor');
    expect(await go.accept(dora, secret)).toEqual({ refused: 'InvitationIsUsedOnce' });
  });

  it('a link for two lets in two', async () => {
    const ada = await go.signIn('ada');
    const acme = done(await go.createTeam(ada, 'two-uses'));
    const secret = done(await go.invite(ada, acme, { to: { uses: 2 }, role: 'billing' }));
    const [ben, cleo, dora] = [await go.signIn('ben'), await go.signIn('cleo'), await go.signIn('dora')];
    done(await go.accept(ben, secret));
    expect(await go.accept(ben, secret)).toEqual({ refused: 'InvitationIsUsedOnce' });
    done(await go.accept(cleo, secret));
    expect(await go.accept(dora, secret)).toEqual({ refused: 'InvitationIsUsedOnce' });
    expect(Object.keys(done(await go.members(ada, acme)))).toHaveLength(3);
  });

  it('F3: a secret that is none opens nothing', async () => {
    const { ada, ben, acme } = await team('no-secret');
    const key = done(await go.issueKey(ada, acme));
    for (const secret of ['', 'ri_', 'nonsense', key.secret, key.secret.replace('rk_', 'ri_')])
      expect(await go.accept(ben, secret)).toMatchObject({ refused: expect.any(String) });
    expect(await go.verify('nonsense')).toEqual({ reason: 'malformed' });
    expect(await go.verify(ada.token)).not.toMatchObject({ reason: 'revoked' });
  });
});
