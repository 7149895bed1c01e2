import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Person, running, type Running } from '../express/running.js';

describe('D5 of a member who was removed', () => {
  let house: Running;
  let ada: Person;
  let eve: Person;
  let team: string;
  let issued: { readonly keyId: string; readonly secret: string };
  let removed: Awaited<ReturnType<Person['ask']>>;
  beforeEach(async () => {
    house = await running();
    [ada, eve] = [await house.signIn('Ada'), await house.signIn('Eve')];
    const body = { name: 'Keys', handle: 'keys-of-eve' };
    team = (await ada.ask('/v1/teams', { method: 'POST', body })).body.accountId;
    const invitations = `/v1/accounts/${team}/invitations`;
    const wanted = { email: 'eve@example.test', role: 'admin' };
    const invited = await ada.ask(invitations, { method: 'POST', body: wanted });
    const invitation = invited.body.url.split('/').at(-1);
    await eve.ask('/v1/invitations/accept', { method: 'POST', body: { invitation } });
    const key = { name: 'by Eve', scope: 'API' };
    issued = (await eve.ask(`/v1/accounts/${team}/keys`, { method: 'POST', body: key })).body;
    removed = await ada.ask(`/v1/accounts/${team}/members/${eve.identityId}`, { method: 'DELETE' });
  });
  afterEach(() => house.stop());

  it('the keys are the team’s, and go on', async () => {
    const { body } = await house.ask('/v1/keys/verify', { method: 'POST', body: { key: issued.secret } });
    expect(body).toMatchObject({ valid: true, accountId: team });
  });

  it('the keys that they issued are named to whoever removes them', () => {
    expect(removed.status).toBe(200);
    expect(removed.text).toContain(issued.keyId);
    expect(removed.text).not.toContain(issued.secret);
  });

  it('the session sees nothing of the team from then on', async () => {
    for (const path of ['', '/keys', '/members', '/history'])
      expect((await eve.ask(`/v1/accounts/${team}${path}`)).status).toBe(404);
  });
});
