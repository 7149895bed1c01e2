import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { day } from '@recount/domain/vocabulary';
import { answered } from '../contracts/answers.js';
import type { Answered } from './asking.js';
import { people, type Person, running, type Running } from './running.js';
import { invented, scripted } from './scripted.js';

const unverified = { ...invented('Uma'), verified: false };

describe('looking at an invitation before answering it', () => {
  let house: Running;
  let ada: Person;
  let ben: Person;
  let cleo: Person;
  let at: string;

  beforeAll(async () => {
    house = await running({ providers: [scripted('scripted', new Map([...people, ['Uma', unverified]]))] });
    [ada, ben, cleo] = [await house.signIn('Ada'), await house.signIn('Ben'), await house.signIn('Cleo')];
    const made = await ada.ask('/v1/teams', {
      method: 'POST',
      body: { name: 'Look & Co', handle: 'look-team' },
    });
    at = `/v1/accounts/${made.body.accountId}`;
  });
  afterAll(() => house.stop());

  const sent = async (body: unknown): Promise<{ secret: string; id: string; expiresAt: string }> => {
    const { body: invited } = await ada.ask(`${at}/invitations`, { method: 'POST', body });
    const { invitationId: id, expiresAt } = invited;
    return { secret: invited.url.split('/').at(-1), id, expiresAt };
  };
  const answer = (
    person: Person,
    how: 'look' | 'accept' | 'decline',
    invitation: string,
  ): Promise<Answered> => person.ask(`/v1/invitations/${how}`, { method: 'POST', body: { invitation } });
  const stateFor = async (person: Person, secret: string): Promise<string> =>
    (await answer(person, 'look', secret)).body.state;

  it('says into which team, as what, by whom and until when', async () => {
    const { secret, expiresAt } = await sent({ email: 'Ben@example.test', role: 'developer' });
    const { body } = await answer(ben, 'look', secret);
    expect(body).toEqual({
      accountName: 'Look & Co',
      handle: 'look-team',
      role: 'developer',
      invitedBy: 'Ada',
      expiresAt,
      state: 'open',
      forYou: true,
    });
    const link = await sent({ link: { uses: 2 }, role: 'auditor' });
    expect((await answer(ben, 'look', link.secret)).body).toMatchObject({ role: 'auditor', forYou: false });
  });

  it('changes nothing: whoever looked can still accept, and the page may look with its cookie', async () => {
    const { secret } = await sent({ link: { uses: 1 }, role: 'auditor' });
    const body = { invitation: secret };
    const before = (await answered(house.core.health())).head;
    expect((await cleo.browse('/v1/invitations/look', { method: 'POST', body })).status).toBe(200);
    expect(await stateFor(ben, secret)).toBe('open');
    expect((await answered(house.core.health())).head).toBe(before);
    expect((await answer(cleo, 'accept', secret)).status).toBe(200);
  });

  it('F1 F2 tells nothing of an invitation to anybody but the invited address, verified', async () => {
    const { secret } = await sent({ email: 'uma@example.test', role: 'developer' });
    for (const person of [ben, await house.signIn('Uma')]) {
      const look = await answer(person, 'look', secret);
      expect(look.body).toMatchObject({ status: 403, code: 'InvitationIsForThisPerson' });
      expect(look.text).not.toMatch(/Look|look-team|developer|Ada|uma/);
      const { instance: _, ...said } = look.body;
      const { instance: __, ...accepted } = (await answer(person, 'accept', secret)).body;
      expect(said).toEqual(accepted);
    }
  });

  it('F1 whoever has no link of an invitation hears that there is none, as when they accept it', async () => {
    const { secret } = await sent({ link: { uses: 1 }, role: 'developer' });
    const other = await sent({ link: { uses: 1 }, role: 'developer' });
    const mixed = `${secret.slice(0, 29)}${other.secret.slice(29)}`;
    for (const wrong of ['ri_wrong', `${secret}x`, secret.toUpperCase(), mixed, ada.token]) {
      const look = await answer(ben, 'look', wrong);
      expect(look.body).toMatchObject({ status: 404, code: 'InvitationUnknown' });
      expect((await answer(ben, 'accept', wrong)).body.code).toBe('InvitationUnknown');
    }
  });

  it('F5 shows neither the secret nor the address, and no list of the team shows them either', async () => {
    const { secret } = await sent({ email: 'ben@example.test', role: 'billing' });
    const look = await answer(ben, 'look', secret);
    expect(look.text).not.toContain(secret.slice(30));
    expect(look.text).not.toContain('@example.test');
    expect((await ada.ask(`${at}/invitations`)).text).not.toContain(secret.slice(30));
    expect((await answer(ada, 'look', secret)).body.code).toBe('InvitationIsForThisPerson');
  });

  it('says what the invitation is to the one who looks', async () => {
    const { secret } = await sent({ link: { uses: 3 }, role: 'auditor' });
    await answer(ben, 'accept', secret);
    expect([await stateFor(ben, secret), await stateFor(cleo, secret)]).toEqual(['used', 'open']);

    const declined = await sent({ email: 'ben@example.test', role: 'auditor' });
    await answer(ben, 'decline', declined.secret);
    expect(await stateFor(ben, declined.secret)).toBe('declined');

    const revoked = await sent({ link: { uses: 1 }, role: 'auditor' });
    await ada.ask(`${at}/invitations/${revoked.id}`, { method: 'DELETE' });
    expect(await stateFor(cleo, revoked.secret)).toBe('revoked');

    const over = await sent({ link: { uses: 1 }, role: 'auditor', days: 1 });
    await house.wait(day);
    expect(await stateFor(cleo, over.secret)).toBe('expired');
  });

  it('is for people: a key looks at nothing, nor does nobody', async () => {
    const { secret } = await sent({ link: { uses: 1 }, role: 'auditor' });
    const key = await ada.ask(`${at}/keys`, { method: 'POST', body: { name: 'K', scope: 'ADMIN' } });
    const wanted = { method: 'POST', body: { invitation: secret } };
    const byKey = await house.as(key.body.secret)('/v1/invitations/look', wanted);
    expect(byKey.body).toMatchObject({ status: 403, code: 'PeopleManagePeople' });
    expect((await house.ask('/v1/invitations/look', wanted)).status).toBe(401);
    const foreign = await house.ask('/v1/invitations/look', { ...wanted, headers: { cookie: ben.cookie } });
    expect(foreign.body.code).toBe('CrossSiteRequest');
  });
});
