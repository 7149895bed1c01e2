import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bothProviders, inventedWorld, sessionIn, type World } from './providers/world.js';

const next = (answer: Response): URL => new URL(answer.headers.get('location') ?? 'http://nowhere.invalid');

describe.each(bothProviders)('A4 a sign-in with %s', (provider) => {
  let world: World;
  beforeAll(async () => {
    world = await inventedWorld();
  });
  afterAll(() => world.stop());

  it('always begins with an S256 challenge, another one each time, and never with the verifier', async () => {
    const sent = [];
    for (let times = 0; times < 2; times += 1)
      sent.push(new URL((await world.begin(provider)).redirectTo).searchParams);
    expect(sent.map((one) => one.get('code_challenge_method'))).toEqual(['S256', 'S256']);
    const challenges = sent.map((one) => one.get('code_challenge') ?? '');
    for (const challenge of challenges) expect(challenge).toMatch(/^[\w-]{43}$/);
    expect(new Set(challenges).size).toBe(2);
    for (const one of sent) expect(one.has('code_verifier')).toBe(false);
  });

  it.each<readonly [string, (parameters: URLSearchParams) => void]>([
    [
      'was taken out',
      (parameters) => {
        parameters.delete('code_challenge');
        parameters.delete('code_challenge_method');
      },
    ],
    ['was made plain', (parameters) => parameters.set('code_challenge_method', 'plain')],
  ])('whose challenge %s ends without a session', async (_, change) => {
    const { redirectTo, cookie } = await world.begin(provider);
    const address = new URL(redirectTo);
    change(address.searchParams);
    const callback = next(await fetch(address, { redirect: 'manual' }));
    expect(callback.searchParams.get('error')).toBe('invalid_request');
    const answer = await world.come(callback, cookie);
    expect([answer.status, sessionIn(answer)]).toEqual([400, undefined]);
  });

  it('whose challenge is of another verifier ends without a session', async () => {
    const mine = await world.begin(provider);
    const theirs = await world.begin(provider);
    const address = new URL(mine.redirectTo);
    const challenge = new URL(theirs.redirectTo).searchParams.get('code_challenge') ?? '';
    address.searchParams.set('code_challenge', challenge);
    const before = await world.head();
    const answer = await world.come(await world.visit(provider, address.href), mine.cookie);
    expect([answer.status, sessionIn(answer)]).toEqual([400, undefined]);
    expect(await world.head()).toBe(before);
  });
});
