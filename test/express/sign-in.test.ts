import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asking } from './asking.js';
import { begin, cookieIn, people, running, type Running } from './running.js';
import { scripted } from './scripted.js';

describe('signing in over HTTP', () => {
  let house: Running;
  beforeAll(async () => {
    house = await running({
      providers: [
        scripted('scripted', people),
        scripted('other', people),
        scripted('gone', people, 'ProviderUnreachable'),
        scripted('bad', people, 'ProviderAnswersBadly'),
      ],
    });
  });
  afterAll(() => house.stop());

  const back = (state: string, cookie: string, { code = 'Ada', provider = 'scripted' } = {}) =>
    house.ask(`/sign-in/${provider}/callback?state=${state}&code=${code}`, { headers: { cookie } });

  const head = async (): Promise<number> => (await house.ask('/readyz')).body.head;

  it('a sign-in gives a session in a cookie that no script reads, and goes back to where one was', async () => {
    const { state, cookie } = await begin(house.ask, 'scripted', '?return_to=%2Fteams%3Fa%3D1');
    const answer = await back(state, cookie);
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/teams?a=1');
    const set = answer.headers.getSetCookie().find((line) => line.startsWith('recount='));
    expect(set).toMatch(/HttpOnly/);
    expect(set).toMatch(/SameSite=Lax/);
    expect(set).toMatch(/Path=\//);
    expect(cookieIn(answer.headers, 'recount-attempt')).toBe('');
  });

  it.each<readonly [string, (state: string, cookie: string) => readonly [string, string]]>([
    ['without the cookie', (state: string) => [state, '']],
    ['without a state', (_: string, cookie: string) => ['', cookie]],
    ['with a foreign state', (_: string, cookie: string) => ['foreign', cookie]],
    ['with a cookie that is none of ours', (state: string) => [state, 'recount-attempt=Fe26.2*1*nonsense']],
    ['with two cookies', (state: string, cookie: string) => [state, `${cookie}; ${cookie}`]],
  ])('A1 a callback %s signs nobody in', async (_, given) => {
    const { state, cookie } = await begin(house.ask);
    const before = await head();
    const answer = await back(...given(state, cookie));
    expect(answer.status).toBe(400);
    expect(cookieIn(answer.headers, 'recount')).toBeUndefined();
    expect(await head()).toBe(before);
  });

  it('A1 a callback with another browser’s attempt signs nobody in', async () => {
    const mine = await begin(house.ask);
    const theirs = await begin(house.ask);
    const answer = await back(theirs.state, mine.cookie);
    expect(answer.status).toBe(400);
    expect(cookieIn(answer.headers, 'recount')).toBeUndefined();
  });

  it('A1 a sign-in that took more than ten minutes signs nobody in', async () => {
    const { state, cookie } = await begin(house.ask);
    await house.wait(601_000);
    const answer = await back(state, cookie);
    expect(answer.status).toBe(400);
    expect(cookieIn(answer.headers, 'recount')).toBeUndefined();
  });

  it('A2 of 32 callbacks of one sign-in at once, one gets a session', async () => {
    const { state, cookie } = await begin(house.ask);
    const answers = await Promise.all(Array.from({ length: 32 }, () => back(state, cookie, { code: 'Ben' })));
    const sessions = answers.filter(({ headers }) => cookieIn(headers, 'recount') !== undefined);
    expect(sessions).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 400)).toHaveLength(31);
    const late = await back(state, cookie, { code: 'Ben' });
    expect(late.status).toBe(400);
  });

  it('A3 what was begun with one provider is not finished with another', async () => {
    const { state, cookie } = await begin(house.ask, 'scripted');
    const answer = await back(state, cookie, { provider: 'other' });
    expect(answer.status).toBe(400);
    expect(cookieIn(answer.headers, 'recount')).toBeUndefined();
  });

  it.each([
    '//evil.test',
    '/\\evil.test',
    '\\\\evil.test',
    'https:evil.test',
    'https://evil.test',
    '/%2f%2fevil.test',
    '%2f%2fevil.test',
    '@evil.test',
    '/\tevil',
    '/a\r\nSet-Cookie: x=y',
    'java\tscript:alert(1)',
    '///evil.test',
    '/./\\evil.test',
    '/..//evil.test',
    '',
  ])('A6 %j leads to the first page of this site', async (wanted) => {
    const { state, cookie } = await begin(house.ask, 'scripted', `?return_to=${encodeURIComponent(wanted)}`);
    const answer = await back(state, cookie);
    expect(answer.headers.get('location')).toBe('/');
  });

  it('A7 a session that the browser came with is over, and another begins', async () => {
    const before = await house.signIn('Cleo');
    const { state, cookie } = await begin(house.ask);
    const answer = await back(state, `${cookie}; ${before.cookie}`, { code: 'Cleo' });
    const after = cookieIn(answer.headers, 'recount');
    expect(after).toBeDefined();
    expect(after).not.toBe(before.token);
    expect((await before.ask('/v1/me')).status).toBe(401);
    expect((await house.as(after!)('/v1/me')).status).toBe(200);
  });

  it('A7 a session cookie that somebody planted is replaced', async () => {
    const { state, cookie } = await begin(house.ask);
    const answer = await back(state, `${cookie}; recount=planted`, { code: 'Cleo' });
    expect(cookieIn(answer.headers, 'recount')).not.toBe('planted');
    expect(answer.status).toBe(303);
  });

  it.each([
    ['gone', 503, 'start'],
    ['bad', 502, 'finish'],
  ])('A8 a provider that is %s gives a page with %i, and nobody half made', async (provider, status) => {
    const before = await head();
    const begun = await begin(house.ask, provider);
    const answer =
      status === 503 ? begun.started : await back(begun.state, begun.cookie, { code: 'Dan', provider });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(answer.text).not.toContain('secret detail');
    expect(await head()).toBe(before);
  });

  it.each(['cross-site', 'same-site', undefined])('A13 a start from %s asks first', async (from) => {
    const headers: Record<string, string> = from === undefined ? {} : { 'sec-fetch-site': from };
    const answer = await house.ask('/sign-in/scripted?return_to=/teams', { headers });
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(answer.text).toContain('href="/sign-in/scripted?return_to=%2Fteams"');
  });

  it('E5 over https the cookie is bound to the host and to https', async () => {
    const safe = await running({ settings: { origin: 'https://accounts.example.test' } });
    const ask = asking(safe.origin);
    const started = await ask('/sign-in/scripted', { headers: { 'sec-fetch-site': 'same-origin' } });
    const attempt = cookieIn(started.headers, '__Host-recount-attempt')!;
    const state = new URL(started.headers.get('location')!).searchParams.get('state');
    const answer = await ask(`/sign-in/scripted/callback?state=${state}&code=Ada`, {
      headers: { cookie: `__Host-recount-attempt=${attempt}` },
    });
    const set = answer.headers.getSetCookie().find((line) => line.startsWith('__Host-recount='))!;
    expect(set).toMatch(/; Secure/);
    expect(set).toMatch(/Path=\/;/);
    expect(set).not.toMatch(/Domain/);
    expect(answer.headers.get('strict-transport-security')).toContain('max-age=');
    await safe.stop();
  });

  it('F10 tells everybody the same ways in, whoever is known here, and needs no credential', async () => {
    await house.signIn('Ada');
    const ask = (body: unknown) => house.ask('/v1/sign-in/methods', { method: 'POST', body });
    const plain = await ask({});
    expect(plain.body).toMatchObject({ playground: false });
    expect(plain.body.methods[0]).toEqual({
      type: 'provider',
      name: 'scripted',
      title: 'SCRIPTED',
      url: '/sign-in/scripted',
    });
    expect(plain.body.methods).toHaveLength(4);
    for (const email of ['ada@example.test', 'nobody@example.test', 'no address', 'x'.repeat(254)])
      expect((await ask({ email })).text).toBe(plain.text);
    for (const { url } of plain.body.methods) expect((await house.ask(url)).status).toBe(200);
  });

  it.each([
    { email: 'x'.repeat(255) },
    { email: '' },
    { email: null },
    { email: ['a@example.test'] },
    { mail: 'a@example.test' },
  ])('H1 %j asks for no way in', async (body) => {
    const answer = await house.ask('/v1/sign-in/methods', { method: 'POST', body });
    expect(answer.body).toMatchObject({ status: 400, code: 'Misfit' });
  });

  it('A14 is asked how one signs in as often as a sign-in may begin, and that uses up no sign-in', async () => {
    const strict = await running({ limits: { signIn: { most: 3, within: 60_000 } } });
    const asked = [1, 2, 3, 4].map(() => strict.ask('/v1/sign-in/methods', { method: 'POST', body: {} }));
    const answers = await Promise.all(asked);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
    const limited = answers.find(({ status }) => status === 429)!;
    expect(limited.body.code).toBe('TooManyRequests');
    expect(limited.headers.get('retry-after')).toBe('60');
    expect((await strict.ask('/sign-in/scripted')).status).toBe(200);
    await strict.stop();
  });
});
