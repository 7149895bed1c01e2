import { describe, expect, it, onTestFinished } from 'vitest';
import type { Tricks } from '../identity-providers/hostile-provider.js';
import { bothProviders, hostileWorld, type Provider, sessionIn } from './providers/world.js';

const tokenPath: Readonly<Record<Provider, string>> = {
  github: '/login/oauth/access_token',
  google: '/token',
};
const other: Readonly<Record<Provider, Provider>> = { github: 'google', google: 'github' };

const world = async (tricks: Partial<Record<Provider, Tricks>> = {}) => {
  const one = await hostileWorld(tricks);
  onTestFinished(one.stop);
  return one;
};

describe.each(bothProviders)('A3 what %s answers', (provider) => {
  it('counts at its own callback only, and its code is shown to nobody else', async () => {
    const { begin, visit, come, at, head } = await world();
    const { redirectTo, cookie } = await begin(provider);
    const callback = await visit(provider, redirectTo);
    callback.pathname = `/sign-in/${other[provider]}/callback`;
    const before = await head();
    const answer = await come(callback, cookie);
    expect([answer.status, sessionIn(answer)]).toEqual([400, undefined]);
    expect(await head()).toBe(before);
    expect(at[provider].asked).not.toContain(tokenPath[provider]);
    expect(at[other[provider]].asked).not.toContain(tokenPath[other[provider]]);
  });

  it('does not count with the sign-in that the same browser began with another', async () => {
    const { begin, visit, come, at } = await world();
    const mine = await begin(provider);
    const theirs = await begin(other[provider]);
    const answer = await come(await visit(provider, mine.redirectTo), theirs.cookie);
    expect([answer.status, sessionIn(answer)]).toEqual([400, undefined]);
    expect(at[provider].asked).not.toContain(tokenPath[provider]);
  });

  it.each(['https://elsewhere.test', ''])(
    'does not count when it names %j as who answers',
    async (issuer) => {
      const { begin, visit, come, at } = await world();
      const { redirectTo, cookie } = await begin(provider);
      const callback = await visit(provider, redirectTo);
      callback.searchParams.set('iss', issuer);
      const answer = await come(callback, cookie);
      expect([answer.status, sessionIn(answer)]).toEqual([400, undefined]);
      expect(at[provider].asked).not.toContain(tokenPath[provider]);
    },
  );

  it('comes back to an address that is its own', async () => {
    const { begin, house } = await world();
    const sent = new URL((await begin(provider)).redirectTo).searchParams.get('redirect_uri');
    expect(sent).toBe(`${house.origin}/sign-in/${provider}/callback`);
  });
});

it('A3 a provider that always names itself does not count when it does not', async () => {
  const google = { metadata: () => ({ authorization_response_iss_parameter_supported: true }) };
  const { begin, visit, come, at } = await world({ google });
  const { redirectTo, cookie } = await begin('google');
  const callback = await visit('google', redirectTo);
  expect(callback.searchParams.get('iss')).toBe(at.google.issuer);
  callback.searchParams.delete('iss');
  const answer = await come(callback, cookie);
  expect([answer.status, sessionIn(answer)]).toEqual([400, undefined]);
  expect(at.google.asked).not.toContain('/token');
});
