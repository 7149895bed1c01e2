import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asking } from './asking.js';
import { cookieIn, type Person, running, type Running } from './running.js';

describe('sessions over HTTP', () => {
  let house: Running;
  let ada: Person;
  beforeAll(async () => {
    house = await running();
    ada = await house.signIn('Ada');
  });
  afterAll(() => house.stop());

  it('one sees where one is signed in, and ends one of them', async () => {
    const other = await house.signIn('Ada');
    const { body } = await ada.ask('/v1/me/sessions');
    expect(body.sessions).toHaveLength(2);
    expect(body.sessions.filter(({ current }: { current: boolean }) => current)).toHaveLength(1);
    const there = body.sessions.find(({ current }: { current: boolean }) => !current);
    expect(there.address).toBe('127.0.0.1');
    expect((await ada.ask(`/v1/me/sessions/${there.sessionId}`, { method: 'DELETE' })).status).toBe(204);
    expect((await other.ask('/v1/me')).status).toBe(401);
  });

  it('E6 after signing out the session is dead at once, and the cookie is gone', async () => {
    const ben = await house.signIn('Ben');
    const answer = await ben.browse('/v1/sign-out', { method: 'POST' });
    expect(answer.status).toBe(204);
    expect(cookieIn(answer.headers, 'recount')).toBe('');
    expect((await ben.ask('/v1/me')).status).toBe(401);
  });

  it('E6 signing out elsewhere leaves the session that asks, everywhere leaves none', async () => {
    const [one, two] = [await house.signIn('Cleo'), await house.signIn('Cleo')];
    expect((await one.ask('/v1/me/sessions', { method: 'DELETE' })).status).toBe(204);
    expect((await two.ask('/v1/me')).status).toBe(401);
    expect((await one.ask('/v1/me')).status).toBe(200);
    expect((await one.ask('/v1/me/sign-out-everywhere', { method: 'POST' })).status).toBe(204);
    expect((await one.ask('/v1/me')).status).toBe(401);
  });

  it('F6 a session of somebody else is none of one’s own', async () => {
    const ben = await house.signIn('Ben');
    const { sessionId } = (await ben.ask('/v1/me')).body;
    const answer = await ada.ask(`/v1/me/sessions/${sessionId}`, { method: 'DELETE' });
    expect(answer.body).toMatchObject({ status: 404, code: 'SessionUnknown' });
    expect((await ben.ask('/v1/me')).status).toBe(200);
  });

  it('E1 a request that names its account lands there, whatever another tab switched to', async () => {
    const made = await ada.ask('/v1/teams', { method: 'POST', body: { name: 'Tabs', handle: 'two-tabs' } });
    const { accountId } = made.body;
    await ada.ask('/v1/me/context', { method: 'PUT', body: { account: accountId } });
    const body = { name: 'Mine', scope: 'API' };
    const own = await ada.ask(`/v1/accounts/${ada.personal}/keys`, {
      method: 'POST',
      body,
      headers: { 'recount-account': ada.personal },
    });
    expect(own.headers.get('recount-account')).toBe(ada.personal);
    expect((await ada.ask(`/v1/accounts/${accountId}/keys`)).body.keys).toEqual([]);
    const torn = await ada.ask(`/v1/accounts/${ada.personal}/keys`, {
      method: 'POST',
      body,
      headers: { 'recount-account': 'two-tabs' },
    });
    expect(torn.body).toMatchObject({ status: 409, code: 'ContextChanged' });
    expect((await ada.ask(`/v1/accounts/personal/keys`)).body.keys).toHaveLength(1);
  });

  it('E3 a context that was lost is named, and nothing else takes its place', async () => {
    const eve = await house.signIn('Eve');
    const { accountId } = (
      await ada.ask('/v1/teams', { method: 'POST', body: { name: 'Losing', handle: 'losing-eve' } })
    ).body;
    const invited = await ada.ask(`/v1/accounts/${accountId}/invitations`, {
      method: 'POST',
      body: { email: 'eve@example.test', role: 'developer' },
    });
    const invitation = invited.body.url.split('/').at(-1);
    await eve.ask('/v1/invitations/accept', { method: 'POST', body: { invitation } });
    await eve.ask('/v1/me/context', { method: 'PUT', body: { account: accountId } });
    expect((await eve.ask('/v1/me')).body.active.accountId).toBe(accountId);
    await ada.ask(`/v1/accounts/${accountId}/members/${eve.identityId}`, { method: 'DELETE' });
    const { body } = await eve.ask('/v1/me');
    expect(body.lostContext).toBe(accountId);
    expect(body.active).toBeUndefined();
    expect((await eve.ask(`/v1/accounts/${accountId}`)).status).toBe(404);
  });

  const write = { method: 'PUT', body: { account: 'personal' } };

  it('the site’s own page may write with the cookie', async () => {
    expect((await ada.browse('/v1/me/context', write)).status).toBe(200);
  });

  it.each([
    ['no Origin', { origin: '' }],
    ['the Origin null', { origin: 'null' }],
    ['a sibling’s Origin', { origin: 'http://sibling.127.0.0.1' }],
    ['an Origin that only begins like ours', { suffix: '.evil.test' }],
    ['Sec-Fetch-Site same-site', { 'sec-fetch-site': 'same-site' }],
    ['Sec-Fetch-Site cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['text/plain', { 'content-type': 'text/plain' }],
    ['multipart', { 'content-type': 'multipart/form-data; boundary=x' }],
  ])('E4 a cookie with %s writes nothing', async (_, given: Record<string, string>) => {
    const { origin, suffix, ...headers } = given;
    const from = suffix === undefined ? (origin ?? house.origin) : `${house.origin}${suffix}`;
    const ask = asking(house.origin, { cookie: ada.cookie, ...(from === '' ? {} : { origin: from }) });
    const answer = await ask('/v1/me/context', { ...write, headers });
    expect(answer.body).toMatchObject({ status: 403, code: 'CrossSiteRequest' });
  });

  it('E4 a GET changes nothing, and no CORS header invites others', async () => {
    const before = (await house.ask('/readyz')).body.head;
    const ask = asking(house.origin, { cookie: ada.cookie, origin: 'https://evil.test' });
    for (const path of ['/v1/me', '/v1/me/sessions', '/v1/sign-out', '/v1/me/sign-out-everywhere']) {
      const { headers } = await ask(path);
      expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
    expect((await house.ask('/readyz')).body.head).toBe(before);
  });

  it('E5 two session cookies let nobody in', async () => {
    const ask = asking(house.origin, { cookie: `${ada.cookie}; recount=tossed` });
    expect((await ask('/v1/me')).body).toMatchObject({ status: 401, code: 'CredentialRefused' });
  });
});
