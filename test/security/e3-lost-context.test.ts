import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Person, running, type Running } from '../express/running.js';

describe('E3 somebody who is no longer in the team that they work in', () => {
  let house: Running;
  let ada: Person;
  let eve: Person;
  let team: string;
  let made = 0;
  beforeAll(async () => {
    house = await running();
    ada = await house.signIn('Ada');
  });
  afterAll(() => house.stop());

  beforeEach(async () => {
    eve = await house.signIn('Eve');
    const body = { name: 'Losing', handle: `losing-eve-${(made += 1)}` };
    team = (await ada.ask('/v1/teams', { method: 'POST', body })).body.accountId;
    const invited = await ada.ask(`/v1/accounts/${team}/invitations`, {
      method: 'POST',
      body: { email: 'eve@example.test', role: 'admin' },
    });
    const invitation = invited.body.url.split('/').at(-1);
    await eve.ask('/v1/invitations/accept', { method: 'POST', body: { invitation } });
    await eve.ask('/v1/me/context', { method: 'PUT', body: { account: team } });
    expect((await eve.ask('/v1/me')).body.active.accountId).toBe(team);
  });

  const leaving: ReadonlyArray<readonly [string, () => Promise<unknown>]> = [
    ['was removed', () => ada.ask(`/v1/accounts/${team}/members/${eve.identityId}`, { method: 'DELETE' })],
    ['left in another tab', () => eve.browse(`/v1/accounts/${team}/leave`, { method: 'POST' })],
  ];

  it.each(leaving)(
    'and %s: the lost context is named, and nothing else takes its place',
    async (_, leave) => {
      await leave();
      const { body } = await eve.ask('/v1/me');
      expect(body.lostContext).toBe(team);
      expect(body.active).toBeUndefined();
      expect(body.accounts.map(({ accountId }: { accountId: string }) => accountId)).not.toContain(team);
    },
  );

  it.each(leaving)('and %s does nothing more there, and nothing elsewhere in its place', async (_, leave) => {
    await leave();
    const own = await eve.ask(`/v1/accounts/${eve.personal}/keys`);
    const body = { name: 'meant for the team', scope: 'API' };
    expect((await eve.ask(`/v1/accounts/${team}`)).status).toBe(404);
    const renamed = await eve.ask(`/v1/accounts/${team}`, { method: 'PATCH', body: { name: 'Mine' } });
    expect(renamed.status).toBe(404);
    const issued = await eve.browse(`/v1/accounts/${team}/keys`, {
      method: 'POST',
      body,
      headers: { 'recount-account': team },
    });
    expect(issued.body).toMatchObject({ status: 404, code: 'AccountUnknown' });
    expect((await eve.ask(`/v1/accounts/${eve.personal}/keys`)).body).toEqual(own.body);
    expect((await ada.ask(`/v1/accounts/${team}/keys`)).body.keys).toEqual([]);
  });

  it('and whose role became less does from then on what that role may', async () => {
    const keys = `/v1/accounts/${team}/keys`;
    const body = { name: 'by an admin', scope: 'API' };
    expect((await eve.ask(keys, { method: 'POST', body })).status).toBe(201);
    const member = `/v1/accounts/${team}/members/${eve.identityId}`;
    await ada.ask(member, { method: 'PATCH', body: { role: 'auditor' } });
    expect((await eve.ask(keys, { method: 'POST', body })).status).toBe(403);
    expect((await eve.ask('/v1/me')).body.active.accountId).toBe(team);
  });

  it('chooses another themselves', async () => {
    await ada.ask(`/v1/accounts/${team}/members/${eve.identityId}`, { method: 'DELETE' });
    const chosen = await eve.browse('/v1/me/context', { method: 'PUT', body: { account: 'personal' } });
    expect(chosen.status).toBe(200);
    const { body } = await eve.ask('/v1/me');
    expect([body.active.accountId, body.lostContext]).toEqual([eve.personal, undefined]);
  });
});
