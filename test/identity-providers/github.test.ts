import * as E from 'fp-ts/lib/Either.js';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { github as configured } from '@recount/identity-providers';
import { type Playground, startInventedGithub } from '@recount/playground';
import { choose } from '../playground/browser.js';
import { client } from './hostile-provider.js';
import { fault, github, notProven, right } from './round-trip.js';

const redirectUri = 'http://localhost:4000/sign-in/github/callback';

let invented: Playground;

beforeAll(async () => {
  invented = await startInventedGithub({ redirectUris: [redirectUri] });
});
afterAll(() => invented.close());

const us = (changes: Readonly<Record<string, string>> = {}) => {
  const { clientId, clientSecret } = invented;
  return github(invented.issuer, { clientId, clientSecret, ...changes });
};

const signIn = async (form: Readonly<Record<string, string>>, provider = us()) => {
  const { redirectTo, kept } = right(await provider.start(redirectUri)());
  const callback = await choose(invented)(redirectTo, form);
  return { callback, kept, outcome: await provider.finish(callback, kept)() };
};

describe('a sign-in with GitHub', () => {
  it('ends in a login that hangs on the number of the user, below the origin of GitHub', async () => {
    expect((await signIn({ person: 'ada-example' })).outcome).toEqual(
      E.right({
        realm: { type: 'social' },
        provider: 'github',
        issuer: invented.issuer,
        subject: expect.stringMatching(/^[1-9]\d*$/),
        address: { email: 'ada@example.test', verified: true },
        name: 'Ada Example',
      }),
    );
  });

  it('is the same login each time, and another for another person', async () => {
    const subjects = [];
    for (const person of ['ada-example', 'grace-example', 'ada-example'])
      subjects.push(right((await signIn({ person })).outcome).subject);
    expect(subjects[0]).toBe(subjects[2]);
    expect(subjects[0]).not.toBe(subjects[1]);
  });

  it.each(['otto-unproven', 'nell-silent'])('A9 of %s has no address', async (person) => {
    expect(right((await signIn({ person })).outcome).address).toBeUndefined();
  });

  it('is refused when the person goes back', async () => {
    expect((await signIn({ leave: 'yes' })).outcome).toEqual(notProven('denied', 'github'));
  });

  it('A2 is proven once by one callback', async () => {
    const provider = us();
    const { callback, kept } = await signIn({ person: 'ada-example' }, provider);
    expect(await provider.finish(callback, kept)()).toEqual(notProven('code', 'github'));
  });

  it('A4 is refused with another verifier', async () => {
    const provider = us();
    const { redirectTo, kept } = right(await provider.start(redirectUri)());
    const callback = await choose(invented)(redirectTo, { person: 'ada-example' });
    const { codeVerifier } = right(await provider.start(redirectUri)()).kept;
    expect(await provider.finish(callback, { ...kept, codeVerifier })()).toEqual(notProven('code', 'github'));
  });

  it('says that GitHub refuses us when our secret is wrong', async () => {
    const { outcome } = await signIn({ person: 'ada-example' }, us({ clientSecret: 'another' }));
    expect(outcome).toEqual(fault('ProviderRefusesUs', 'invalid_client', 'github'));
  });

  it('A4 starts with S256 of a verifier that stays with us, and asks for the user and the addresses', async () => {
    const { redirectTo, kept } = right(await us().start(redirectUri)());
    const sent = Object.fromEntries(new URL(redirectTo).searchParams);
    expect(sent).toMatchObject({
      client_id: invented.clientId,
      redirect_uri: redirectUri,
      scope: 'read:user user:email',
      state: kept.state,
      code_challenge_method: 'S256',
      code_challenge: createHash('sha256').update(kept.codeVerifier).digest('base64url'),
    });
    expect(redirectTo).not.toContain(kept.codeVerifier);
  });
});

describe('a GitHub', () => {
  it.each([
    [{}, 'https://github.com/login/oauth/authorize'],
    [{ url: 'https://git.example.test' }, 'https://git.example.test/login/oauth/authorize'],
    [{ url: 'https://acme.ghe.com/' }, 'https://acme.ghe.com/login/oauth/authorize'],
    [{ apiUrl: 'https://api.example.test/v3/' }, 'https://github.com/login/oauth/authorize'],
  ])('configured with %j sends people to %s', async (changes, address) => {
    const { redirectTo } = right(await right(configured({ ...client, ...changes })).start(redirectUri)());
    const { origin, pathname } = new URL(redirectTo);
    expect(`${origin}${pathname}`).toBe(address);
  });

  it.each([
    ['plain http beyond this machine', { url: 'http://github.com' }],
    ['a URL that is none', { url: 'github.com' }],
    ['a path', { url: 'https://github.com/login' }],
    ['a query', { url: 'https://github.com/?a=1' }],
    ['a user', { url: 'https://user@github.com' }],
    ['an API over plain http', { apiUrl: 'http://api.github.com' }],
    ['an API that is no URL', { apiUrl: 'api' }],
    ['no client id', { clientId: '' }],
    ['no client secret', { clientSecret: '' }],
    ['a name that is no part of an address', { name: 'GitHub/..' }],
  ])('is not configured with %s', (_, changes) => {
    expect(configured({ ...client, ...changes })).toMatchObject(E.left({ type: 'ProviderMisconfigured' }));
  });
});
