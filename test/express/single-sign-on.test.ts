import { unavailable } from '@recount/core/ports';
import { left } from 'fp-ts/lib/TaskEither.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectionId } from '../domain/people.js';
import { acsOf, beginAt, bring, company, follow, posting, runningFor, tokenIn } from './company.js';
import { begin, people, running, type Running } from './running.js';
import { scripted } from './scripted.js';

const corp = company(1, 'corp.test');
const open = company(2, 'open.test', { providerStarted: true });
const ada = { subject: 'ada-at-corp', email: 'ada@corp.test' };

// A company that speaks OpenID Connect: its provider knows the same people as the others.
const modernId = connectionId(3);
const modern = {
  connectionId: modernId,
  title: 'Modern',
  domains: ['example.test'],
  protocol: { type: 'openid-connect' as const, provider: scripted(modernId, people) },
};

describe('single sign-on over HTTP', () => {
  let house: Running;
  beforeAll(async () => {
    house = await runningFor([corp, open, { connection: modern }]);
  });
  afterAll(() => house.stop());

  const me = async (token: string | undefined) => (await house.as(token ?? '')('/v1/me')).body;

  it('SAML: a judged answer is parked, and becomes a session in the browser that began', async () => {
    const { cookie, relayState, requestId } = await beginAt(house.ask, corp, '?return_to=%2Fteams');
    const brought = await bring(house.ask, corp, { ...ada, inResponseTo: requestId, relayState });
    expect(brought.status).toBe(303);
    expect(brought.headers.get('location')).toMatch(/^\/sign-in\/finish\/[\w-]{43}$/);
    expect(brought.headers.getSetCookie()).toEqual([]);
    const done = await follow(house.ask, brought, { cookie });
    expect(done.status).toBe(303);
    expect(done.headers.get('location')).toBe('/teams');
    expect(await me(tokenIn(done))).toMatchObject({
      realm: { type: 'connection', connectionId: connectionId(1) },
      connection: { connectionId: connectionId(1), title: 'Company 1' },
      email: 'ada@corp.test',
    });
  });

  it('OpenID Connect: a connection has a callback of its own, and its logins are of its realm', async () => {
    const { state, cookie } = await begin(house.ask, `sso/${modernId}`);
    const back = await house.ask(`/sign-in/sso/${modernId}/callback?state=${state}&code=Ada`, {
      headers: { cookie },
    });
    expect(back.status).toBe(303);
    expect(await me(tokenIn(back))).toMatchObject({
      realm: { type: 'connection', connectionId: modernId },
      connection: { title: 'Modern' },
    });
    const social = await house.signIn('Ada');
    const { body } = await social.ask('/v1/me');
    expect(body.realm).toEqual({ type: 'social' });
    expect(body.identityId).not.toBe((await me(tokenIn(back))).identityId);
    expect(body.singleSignOn).toMatchObject({ title: 'Modern', url: `/sign-in/sso/${modernId}` });
  });

  it('the provider begins: where the connection allows it, the browser is asked first', async () => {
    const brought = await bring(house.ask, open, { subject: 'eve', email: 'eve@open.test' });
    expect(brought.status).toBe(303);
    const cookie = brought.headers.getSetCookie().map((line) => line.split(';')[0])[0]!;
    expect(cookie).toMatch(/^recount-attempt=/);
    for (let times = 0; times < 2; times += 1) {
      const asked = await follow(house.ask, brought, { cookie });
      expect(asked.status).toBe(200);
      expect(tokenIn(asked)).toBeUndefined();
      expect(asked.text).toContain('Company 2 says that you are <strong>eve@open.test</strong>');
    }
    const done = await follow(house.ask, brought, { cookie, from: 'same-origin' });
    expect(done.headers.get('location')).toBe('/');
    expect((await me(tokenIn(done))).email).toBe('eve@open.test');
  });

  it.each(['cross-site', 'same-site', undefined])('A13 a start from %s asks first', async (from) => {
    const headers: Record<string, string> = from === undefined ? {} : { 'sec-fetch-site': from };
    const path = `/sign-in/sso/${connectionId(1)}`;
    const answer = await house.ask(`${path}?return_to=/teams`, { headers });
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(answer.text).toContain(`href="${path}?return_to=%2Fteams"`);
  });

  it('metadata is there for whoever sets up the other side, and for SAML only', async () => {
    const answer = await house.ask(`/sign-in/saml/${connectionId(1)}/metadata`);
    expect(answer.headers.get('content-type')).toContain('application/samlmetadata+xml');
    expect(answer.text).toContain('<EntityDescriptor ');
    expect((await house.ask(`/sign-in/saml/${modernId}/metadata`)).status).toBe(404);
  });

  it.each([
    ['an id that nobody has', connectionId(9)],
    ['no id', 'nonsense'],
    ['a constructor', '__proto__'],
  ])('%s names no connection', async (_, id) => {
    const ways = [`/sign-in/sso/${id}`, `/sign-in/sso/${id}/callback`, `/sign-in/saml/${id}/metadata`];
    for (const path of [...ways, `/sign-in/saml/${id}/slo`]) {
      const answer = await house.ask(path);
      expect(answer.status).toBe(404);
      expect(answer.headers.get('content-type')).toContain('text/html');
    }
    expect((await posting(house.ask, `/sign-in/saml/${id}/acs`, { SAMLResponse: 'x' })).status).toBe(404);
  });

  it('what is no form of one answer is refused in words, and nothing of it is logged', async () => {
    const path = acsOf(corp);
    const raw = (text: string | Uint8Array, type = 'application/x-www-form-urlencoded') =>
      house.ask(path, { method: 'POST', raw: text, headers: { 'content-type': type } });
    const statuses = [
      await raw('{}', 'application/json'),
      await raw('SAMLResponse=x', 'multipart/form-data'),
      await raw('SAMLResponse=x', 'application/x-www-form-urlencoded; charset=utf-7'),
      await raw(''),
      await raw('SAMLResponse=a&SAMLResponse=b'),
      await raw('RelayState=a'),
      await raw(Uint8Array.from([0x53, 0xff, 0xfe])),
      await raw(`SAMLResponse=${'x'.repeat(400_000)}`),
      await raw('SAMLResponse=secret-of-theirs'),
    ].map(({ status }) => status);
    expect(statuses).toEqual([415, 415, 415, 400, 400, 400, 400, 413, 400]);
    expect(house.logged()).not.toContain('secret-of-theirs');
  });

  it('an address that its provider tells is told the same ways in, whoever is known', async () => {
    const ask = async (email?: string) =>
      (await house.ask('/v1/sign-in/methods', { method: 'POST', body: email === undefined ? {} : { email } }))
        .body;
    const alone = {
      methods: [
        {
          type: 'single-sign-on',
          name: connectionId(1),
          title: 'Company 1',
          url: `/sign-in/sso/${connectionId(1)}`,
        },
      ],
      goesByItself: true,
      playground: false,
    };
    for (const email of ['ada@corp.test', 'nobody@corp.test', 'Ada@CORP.test'])
      expect(await ask(email)).toEqual(alone);
    const offered = await ask();
    expect(offered).toMatchObject({ goesByItself: false });
    for (const email of [
      'ada@sub.corp.test',
      'ada@test',
      'corp.test',
      '@corp.test',
      'a@b@corp.test',
      'ada@corp.test.',
    ])
      expect(await ask(email)).toEqual(offered);
  });

  it('is unavailable where the connections cannot be read, and says when to come back', async () => {
    const gone = left(unavailable('the connections are away'));
    const connections = { find: () => gone, forDomain: () => gone };
    const broken = await running({ settings: { connections } });
    const page = await broken.ask(`/sign-in/sso/${connectionId(1)}`);
    expect([page.status, page.headers.get('retry-after')]).toEqual([503, '10']);
    const methods = await broken.ask('/v1/sign-in/methods', {
      method: 'POST',
      body: { email: 'a@corp.test' },
    });
    expect(methods.body.code).toBe('Unavailable');
    await broken.stop();
  });

  it('a provider that cannot be gone to gives a page, and nothing half made', async () => {
    const fault = { type: 'ProviderUnreachable', provider: 'x', detail: 'secret detail' } as const;
    const broken = { ...corp.idp.provider, start: () => left(fault) };
    const away = company(4, 'away.test', { idp: { ...corp.idp, provider: broken } });
    const service = await runningFor([away]);
    const answer = await service.ask(`/sign-in/sso/${connectionId(4)}`, {
      headers: { 'sec-fetch-site': 'none' },
    });
    expect(answer.status).toBe(503);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(answer.text).not.toContain('secret detail');
    await service.stop();
  });
});
