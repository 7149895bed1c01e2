import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { begin, cookieIn, people, running, type Running } from './running.js';
import { scripted } from './scripted.js';

describe('signing in over HTTP', () => {
  let house: Running;
  beforeAll(async () => {
    house = await running({
      providers: [scripted('scripted', people), scripted('other', people)],
    });
  });
  afterAll(() => house.stop());

  const back = (state: string, cookie: string, { code = 'Ada', provider = 'scripted' } = {}) =>
    house.ask(`/sign-in/${provider}/callback?state=${state}&code=${code}`, { headers: { cookie } });

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

  it('over https browsers are told to come by https only', async () => {
    const safe = await running({ settings: { origin: 'https://accounts.example.test' } });
    const { headers } = await safe.ask('/sign-in/scripted');
    expect(headers.get('strict-transport-security')).toContain('max-age=');
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
    expect(plain.body.methods).toHaveLength(2);
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
});
