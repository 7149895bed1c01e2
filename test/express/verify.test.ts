import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Person, running, type Running } from './running.js';

describe('verifying keys over HTTP', () => {
  let house: Running;
  let ada: Person;
  let secret: string;
  beforeAll(async () => {
    house = await running();
    ada = await house.signIn('Ada');
    secret = (
      await ada.ask('/v1/accounts/personal/keys', { method: 'POST', body: { name: 'K', scope: 'API' } })
    ).body.secret;
  });
  afterAll(() => house.stop());

  const verify = (raw: string, headers: Readonly<Record<string, string>> = {}) =>
    house.ask('/v1/keys/verify', { method: 'POST', raw, headers });

  it('a good key is told whose it is and what it may do', async () => {
    const { body, headers } = await verify(JSON.stringify({ key: secret }));
    expect(body).toMatchObject({ valid: true, accountId: ada.personal, scope: 'API' });
    expect(body.actions).toContain('platform:use');
    expect(headers.get('cache-control')).toBe('no-store');
    const spaced = await verify(JSON.stringify({ key: secret }, null, 2));
    expect(spaced.body).toEqual(body);
  });

  it('a key that ends says when, and after that why it is no good', async () => {
    const expiresAt = new Date(Date.now() + 60_000).toISOString();
    const made = await ada.ask('/v1/accounts/personal/keys', {
      method: 'POST',
      body: { name: 'Ends', scope: 'ADMIN', expiresAt },
    });
    const ask = () => verify(JSON.stringify({ key: made.body.secret }));
    expect((await ask()).body).toMatchObject({ valid: true, scope: 'ADMIN', expiresAt });
    await house.wait(60_001);
    expect((await ask()).body).toEqual({ valid: false, reason: 'expired' });
  });

  it.each([
    ['a typo', () => `${secret.slice(0, -2)}xy`, 'malformed'],
    ['nothing', () => '', 'malformed'],
    ['a session’s token', () => ada.token, 'malformed'],
    ['quotes and controls', () => '"\\\n\t', 'malformed'],
  ])('%s is answered with a reason', async (_, key, reason) => {
    expect((await verify(JSON.stringify({ key: key() }))).body).toEqual({ valid: false, reason });
  });

  it.each([
    ['a number', '{"key":1}'],
    ['a list', '{"key":["rk_"]}'],
    ['an object', '{"key":{}}'],
    ['no key', '{}'],
    ['two keys', '{"key":"a","key":"b"}'],
    ['another field', '{"key":"a","scope":"ADMIN"}'],
    ['NUL', '{"key":"a\\u0000"}'],
    ['no JSON', 'rk_'],
  ])('D10 %s is no question', async (_, raw) => {
    expect((await verify(raw)).status).toBe(400);
  });

  it('D9 a key in the address is refused here as everywhere', async () => {
    const answer = await house.as('rk_1')('/v1/keys/verify?key=rk_1', { method: 'POST', body: { key: 'x' } });
    expect(answer.body).toMatchObject({ status: 400, code: 'CredentialInAddress' });
  });

  it('D10 a key of 1 MB is too large', async () => {
    expect((await verify(`{"key":"${'r'.repeat(1_000_000)}"}`)).status).toBe(413);
    expect((await verify('{"key":"a"}', { 'content-type': 'text/plain' })).status).toBe(415);
  });

  it('A14 guesses are limited, and good keys are not', async () => {
    const strict = await running({ limits: { failures: { most: 5, within: 60_000 } } });
    const person = await strict.signIn('Ada');
    const own = (
      await person.ask('/v1/accounts/personal/keys', { method: 'POST', body: { name: 'K', scope: 'API' } })
    ).body;
    const ask = (key: string) => strict.ask('/v1/keys/verify', { method: 'POST', body: { key } });
    const guesses = await Promise.all(Array.from({ length: 8 }, () => ask('rk_guess')));
    expect(guesses.filter(({ status }) => status === 429)).toHaveLength(3);
    expect(guesses.at(-1)!.headers.get('retry-after')).toMatch(/^[0-9]+$/);
    expect((await ask(own.secret)).body.valid).toBe(true);
    expect((await strict.as('rk_guess')('/v1/me')).body.code).toBe('TooManyRequests');
    expect((await person.ask('/v1/me')).status).toBe(200);
    const spoofed = await strict.ask('/v1/keys/verify', {
      method: 'POST',
      body: { key: 'rk_guess' },
      headers: { 'x-forwarded-for': '203.0.113.7' },
    });
    expect(spoofed.status).toBe(429);
    await strict.stop();
  });

  it('H6 an address from a proxy counts only where that proxy is trusted', async () => {
    const limits = { signIn: { most: 2, within: 60_000 } };
    const from = (house_: Running, address: string) =>
      house_.ask('/sign-in/scripted', { headers: { 'x-forwarded-for': address } });
    const plain = await running({ limits });
    const statuses = [];
    for (const address of ['203.0.113.1', '203.0.113.2', '203.0.113.3'])
      statuses.push((await from(plain, address)).status);
    expect(statuses).toEqual([200, 200, 429]);
    await plain.stop();
    const behind = await running({ limits, settings: { trustedProxies: ['127.0.0.1'] } });
    for (const address of ['203.0.113.1', '203.0.113.2', '203.0.113.3'])
      expect((await from(behind, address)).status).toBe(200);
    const limited = [
      await from(behind, '203.0.113.9'),
      await from(behind, '203.0.113.9'),
      await from(behind, '203.0.113.9'),
    ];
    expect(limited.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(limited[2]!.headers.get('ratelimit-remaining')).toBe('0');
    await behind.stop();
  });
});
