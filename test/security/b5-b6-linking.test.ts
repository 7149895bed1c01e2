import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { beginLink, link, proofIn, waysOf } from '../express/linking.js';
import { type Person, running, type Running } from '../express/running.js';

const google = 'https://other.example.test';
const sixMinutes = 360_000;

describe('ways in are changed by their owner only, who has just signed in', () => {
  let house: Running;
  let ada: Person;
  beforeEach(async () => {
    house = await running();
    ada = await house.signIn('Ada');
  });
  afterEach(() => house.stop());

  const remove = (of: Person, loginId: string | undefined) =>
    of.browse(`/v1/me/logins/${loginId}`, { method: 'DELETE' });

  it('control: a login that was proven just now is linked, and signs in to the same person', async () => {
    const asked = await ada.browse('/v1/me/logins', { method: 'POST', body: { provider: 'other' } });
    expect(asked.body).toEqual({ url: '/sign-in/other?link=1' });
    const back = await link(house, ada, { as: 'Ben' });
    expect([back.status, back.headers.get('location')]).toEqual([303, '/#/me']);
    expect(Object.keys(await waysOf(ada))).toContain(google);
    expect((await house.signIn('Ben', 'other')).identityId).toBe(ada.identityId);
    expect((await ada.ask('/v1/me')).status).toBe(200);
  });

  describe('B5 in a session that is not fresh', () => {
    beforeEach(async () => {
      await link(house, ada, { as: 'Ben' });
      await house.wait(sixMinutes);
    });

    it('no login is linked, though its provider proves it', async () => {
      const asked = await ada.browse('/v1/me/logins', { method: 'POST', body: { provider: 'other' } });
      expect(asked.body).toMatchObject({ status: 403, code: 'WaysInNeedAFreshSignIn' });
      const back = await link(house, ada, { as: 'Eve' });
      expect(back.status).toBe(403);
      expect(Object.keys(await waysOf(ada))).toHaveLength(2);
      expect((await house.signIn('Eve', 'other')).identityId).not.toBe(ada.identityId);
    });

    it('none is taken away, or out', async () => {
      const { [google]: loginId } = await waysOf(ada);
      expect((await remove(ada, loginId)).body.code).toBe('WaysInNeedAFreshSignIn');
      const out = await ada.browse(`/v1/me/logins/${loginId}/unmerge`, { method: 'POST', body: {} });
      expect(out.body.code).toBe('WaysInNeedAFreshSignIn');
      expect((await ada.ask('/v1/me/logins')).body.freshUntil).toBeUndefined();
    });

    it('and a fresh sign-in makes it possible', async () => {
      const again = await house.signIn('Ada');
      const { [google]: loginId } = await waysOf(again);
      expect((await remove(again, loginId)).status).toBe(204);
    });
  });

  it('B5 what one session began never ends in another’s', async () => {
    const ben = await house.signIn('Ben');
    const { state, cookie } = await beginLink(house, ben);
    const back = await house.ask(`/sign-in/other/callback?state=${state}&code=Eve`, {
      headers: { cookie: `${cookie}; ${ada.cookie}` },
    });
    expect(back.status).toBe(400);
    const without = await beginLink(house, ben);
    const alone = await house.ask(`/sign-in/other/callback?state=${without.state}&code=Eve`, {
      headers: { cookie: without.cookie },
    });
    expect(alone.status).toBe(401);
    for (const one of [ada, ben]) expect(Object.keys(await waysOf(one))).toHaveLength(1);
  });

  it.each(['cross-site', 'same-site', 'none'])(
    'B5 a link that begins %s asks first, and is none then',
    async (from) => {
      const headers = { 'sec-fetch-site': from, cookie: ada.cookie };
      const answer = await house.ask('/sign-in/other?link=1', { headers });
      expect(answer.status).toBe(200);
      expect(answer.headers.getSetCookie()).toEqual([]);
      expect(answer.text).not.toContain('link=');
    },
  );

  it('B5 nobody links without a session', async () => {
    const headers = { 'sec-fetch-site': 'same-origin' };
    const answer = await house.ask('/sign-in/other?link=1', { headers });
    expect(answer.status).toBe(401);
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  it('B5 a login that is taken away ends its sessions, and comes back as somebody else', async () => {
    await link(house, ada, { as: 'Ben' });
    const planted = await house.signIn('Ben', 'other');
    const { [google]: loginId } = await waysOf(ada);
    expect((await remove(ada, loginId)).status).toBe(204);
    expect((await planted.ask('/v1/me')).status).toBe(401);
    expect((await ada.ask('/v1/me')).status).toBe(200);
    expect((await house.signIn('Ben', 'other')).identityId).not.toBe(ada.identityId);
  });

  it('B5 a session that takes its own login away is over too', async () => {
    await link(house, ada, { as: 'Ben' });
    const byGoogle = await house.signIn('Ben', 'other');
    const { [google]: loginId } = await waysOf(byGoogle);
    const answer = await remove(byGoogle, loginId);
    expect(answer.headers.getSetCookie().join()).toMatch(/^recount=;/);
    expect((await byGoogle.ask('/v1/me')).status).toBe(401);
  });

  it('B5 another’s login is not there', async () => {
    const ben = await house.signIn('Ben');
    await link(house, ben, { as: 'Cleo' });
    const { [google]: loginId } = await waysOf(ben);
    await link(house, ada, { as: 'Dan' });
    expect((await remove(ada, loginId)).body).toMatchObject({ status: 404, code: 'LoginUnknown' });
    expect(Object.keys(await waysOf(ben))).toHaveLength(2);
  });

  it('B5 a login that is another’s is not linked: a merge is offered, to this session alone', async () => {
    const ben = await house.signIn('Ben', 'other');
    const back = await link(house, ada, { as: 'Ben' });
    const proof = proofIn(back);
    expect(proof).not.toBe('');
    expect((await house.signIn('Ben', 'other')).identityId).toBe(ben.identityId);
    const body = { proof };
    const thief = await house.signIn('Eve');
    for (const who of [thief, await house.signIn('Ada')]) {
      for (const path of ['/v1/me/merge', '/v1/me/merge/look'])
        expect((await who.browse(path, { method: 'POST', body })).body.code).toBe('ProofIsOver');
    }
    const offer = await ada.browse('/v1/me/merge/look', { method: 'POST', body });
    expect(offer.body).toMatchObject({ login: { issuer: google, email: 'ben@example.test' } });
    expect(offer.body.accounts).toHaveLength(1);
    await house.wait(sixMinutes);
    expect((await ada.browse('/v1/me/merge', { method: 'POST', body })).body.code).toBe('ProofIsOver');
  });

  it('B6 the last login stays, whatever is asked', async () => {
    const [only] = Object.values(await waysOf(ada));
    const answer = await remove(ada, only);
    expect(answer.body).toMatchObject({ status: 409, code: 'IdentityKeepsALogin' });
    const out = await ada.browse(`/v1/me/logins/${only}/unmerge`, { method: 'POST', body: {} });
    expect(out.body.code).toBe('IdentityKeepsALogin');
    expect((await house.signIn('Ada')).identityId).toBe(ada.identityId);
  });

  it('B6 of two logins that are taken away at once, one stays', async () => {
    await link(house, ada, { as: 'Ben' });
    const both = Object.values(await waysOf(ada));
    const answers = await Promise.all(both.map((loginId) => remove(ada, loginId)));
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    const left = [await house.signIn('Ada'), await house.signIn('Ben', 'other')];
    expect(left.filter(({ identityId }) => identityId === ada.identityId)).toHaveLength(1);
  });
});
