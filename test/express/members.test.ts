import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Person, running, type Running } from './running.js';

describe('members and invitations over HTTP', () => {
  let house: Running;
  let ada: Person;
  let ben: Person;
  let at: string;
  let accountId: string;

  const invite = (body: unknown) => ada.ask(`${at}/invitations`, { method: 'POST', body });
  const secretIn = (url: string): string => url.split('/').at(-1)!;
  const accept = (person: Person, url: string) =>
    person.ask('/v1/invitations/accept', { method: 'POST', body: { invitation: secretIn(url) } });

  beforeAll(async () => {
    house = await running();
    ada = await house.signIn('Ada');
    ben = await house.signIn('Ben');
    accountId = (
      await ada.ask('/v1/teams', { method: 'POST', body: { name: 'Members', handle: 'members-team' } })
    ).body.accountId;
    at = `/v1/accounts/${accountId}`;
  });
  afterAll(() => house.stop());

  it('the invited person joins, is listed with their name, and can be removed; their keys are named', async () => {
    const invited = await invite({ email: 'Ben@example.test', role: 'admin' });
    expect(invited.body.url.startsWith(`${house.origin}/#/invitations/ri_`)).toBe(true);
    const joined = await accept(ben, invited.body.url);
    expect(joined.body).toEqual({ accountId, role: 'admin' });
    const listed = await ada.ask(`${at}/members`);
    expect(listed.body.members.map(({ name }: { name: string }) => name)).toEqual(['Ada', 'Ben']);
    const issued = await ben.ask(`${at}/keys`, { method: 'POST', body: { name: 'Bens', scope: 'API' } });
    const removed = await ada.ask(`${at}/members/${ben.identityId}`, { method: 'DELETE' });
    expect(removed.body.keys.map(({ keyId }: { keyId: string }) => keyId)).toEqual([issued.body.keyId]);
    expect((await ben.ask(at)).status).toBe(404);
    expect((await house.as(issued.body.secret)('/v1/me')).status).toBe(200);
  });

  it('F5 the secret of an invitation is told once, and no list shows it', async () => {
    const invited = await invite({ link: { uses: 2 }, role: 'developer' });
    const { text, body } = await ada.ask(`${at}/invitations`);
    expect(text).not.toContain(secretIn(invited.body.url).slice(30));
    expect(body.invitations.at(-1)).toMatchObject({ state: 'open', link: { uses: 2 } });
  });

  it('F6 an invitation of another team is not taken back here', async () => {
    const other = (await ben.ask('/v1/teams', { method: 'POST', body: { name: 'B', handle: 'bens-team' } }))
      .body.accountId;
    const theirs = await ben.ask(`/v1/accounts/${other}/invitations`, {
      method: 'POST',
      body: { link: { uses: 1 }, role: 'admin' },
    });
    const { invitationId } = theirs.body;
    const answer = await ada.ask(`${at}/invitations/${invitationId}`, { method: 'DELETE' });
    expect(answer.body).toMatchObject({ status: 404, code: 'InvitationUnknown' });
    expect((await ben.ask(`/v1/accounts/${other}/invitations`)).body.invitations[0].state).toBe('open');
  });

  it('F9 a link leads to the configured origin, whatever the request says of the host', async () => {
    const invited = await ada.ask(`${at}/invitations`, {
      method: 'POST',
      body: { link: { uses: 1 }, role: 'billing' },
      headers: { 'x-forwarded-host': 'evil.test', forwarded: 'host=evil.test' },
    });
    expect(new URL(invited.body.url).origin).toBe(house.origin);
  });

  it.each([
    { email: 'x@example.test', role: 'Admin' },
    { email: 'x@example.test', role: '__proto__' },
    { email: 'x@example.test', role: ['admin'] },
    { email: 'x@example.test' },
    { email: 'x@example.test', role: 'admin', link: { uses: 1 } },
    { link: { uses: 0 }, role: 'admin' },
    { link: { uses: 1.5 }, role: 'admin' },
    { link: { uses: 1 }, role: 'admin', days: 31 },
    { email: '"a@evil.test x"@corp.test', role: 'admin' },
    { email: 'a@b@c.test', role: 'admin' },
    { email: '', role: 'admin' },
  ])('F7 %j invites nobody', async (body) => {
    expect((await invite(body)).status).toBe(400);
  });

  it('F8 the last admin neither leaves nor is made less', async () => {
    const left = await ada.ask(`${at}/leave`, { method: 'POST' });
    expect(left.body).toMatchObject({
      status: 409,
      code: 'TeamKeepsAnAdmin',
      type: '/problems/team-keeps-an-admin',
    });
    const lowered = await ada.ask(`${at}/members/${ada.identityId}`, {
      method: 'PATCH',
      body: { role: 'billing' },
    });
    expect(lowered.body.code).toBe('TeamKeepsAnAdmin');
  });

  it('an invitation can be declined, and a wrong link answers like none', async () => {
    const invited = await invite({ email: 'ben@example.test', role: 'auditor' });
    const invitation = secretIn(invited.body.url);
    expect((await ben.ask('/v1/invitations/decline', { method: 'POST', body: { invitation } })).status).toBe(
      204,
    );
    expect((await accept(ben, invited.body.url)).body.code).toBe('ClosedInvitationsStayClosed');
    const wrong = await ben.ask('/v1/invitations/accept', {
      method: 'POST',
      body: { invitation: 'ri_wrong' },
    });
    expect(wrong.body).toMatchObject({ status: 404, code: 'InvitationUnknown' });
  });

  it('F12 whoever was removed does not come back by an invitation that was sent before', async () => {
    const older = await invite({ link: { uses: 5 }, role: 'developer' });
    await accept(ben, (await invite({ email: 'ben@example.test', role: 'admin' })).body.url);
    await ada.ask(`${at}/members/${ben.identityId}`, { method: 'DELETE' });
    const back = await accept(ben, older.body.url);
    expect(back.body).toMatchObject({ status: 403, code: 'RemovedMembersNeedAFreshInvitation' });
    const fresh = await accept(ben, (await invite({ link: { uses: 1 }, role: 'developer' })).body.url);
    expect(fresh.status).toBe(200);
  });

  it('whoever was removed and repeats what they did before hears nothing new of the team, and no secret', async () => {
    const cleo = await house.signIn('Cleo');
    for (const person of [cleo, ben])
      await accept(person, (await invite({ link: { uses: 1 }, role: 'admin' })).body.url);
    const repeated = (path: string, method: string, body?: unknown) =>
      cleo.ask(`${at}${path}`, {
        method,
        ...(body === undefined ? {} : { body }),
        headers: { 'idempotency-key': `cleo-repeats-${method}-1` },
      });
    const remove = () => repeated(`/members/${ben.identityId}`, 'DELETE');
    const issue = () => repeated('/keys', 'POST', { name: 'Cleos', scope: 'API' });
    expect((await remove()).body.keys).toHaveLength(1);
    const { secret } = (await issue()).body;
    expect((await issue()).body.secret).toBe(secret);
    await ada.ask(`${at}/members/${cleo.identityId}`, { method: 'DELETE' });
    const [removal, issued] = [await remove(), await issue()];
    expect([removal.status, removal.headers.get('idempotent-replayed')]).toEqual([200, 'true']);
    expect(removal.body).not.toHaveProperty('keys');
    expect(issued.body).toMatchObject({ secretGone: true });
    expect(issued.body).not.toHaveProperty('secret');
  });

  it('D4 a stranger learns by no header which handles are taken', async () => {
    const cleo = await house.signIn('Cleo');
    const ask = (name: string) =>
      cleo.ask(`/v1/accounts/${name}`, { headers: { 'recount-account': cleo.personal } });
    expect((await ask('members-team')).body).toMatchObject({ status: 404, code: 'AccountUnknown' });
    expect((await ask('no-such-team')).body).toMatchObject({ status: 404, code: 'AccountUnknown' });
  });
});
