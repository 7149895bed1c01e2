import * as E from 'fp-ts/lib/Either.js';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Playground, startPlayground } from '@recount/playground';
import { choose } from '../playground/browser.js';
import { fault, google, notProven, right } from './round-trip.js';

const redirectUri = 'http://localhost:4000/sign-in/google/callback';

let playground: Playground;

beforeAll(async () => {
  playground = await startPlayground({ redirectUris: [redirectUri] });
});
afterAll(() => playground.close());

const us = (changes: Readonly<Record<string, string>> = {}) =>
  google(playground.issuer, { ...playground, ...changes });

const signIn = async (form: Readonly<Record<string, string>>, provider = us()) => {
  const { redirectTo, kept } = right(await provider.start(redirectUri)());
  const callback = await choose(playground)(redirectTo, form);
  return { callback, kept, outcome: await provider.finish(callback, kept)() };
};

describe('a sign-in through a certified provider', () => {
  it('ends in a proven login', async () => {
    expect((await signIn({ person: 'ada-example' })).outcome).toEqual(
      E.right({
        realm: { type: 'social' },
        provider: 'google',
        issuer: playground.issuer,
        subject: 'ada-example',
        address: { email: 'ada@example.test', verified: true },
        name: 'Ada Example',
      }),
    );
  });

  it('is the same login each time, and another for another person', async () => {
    const subjects = [];
    for (const person of ['ada-example', 'grace-example', 'ada-example'])
      subjects.push(right((await signIn({ person })).outcome).subject);
    expect(subjects).toEqual(['ada-example', 'grace-example', 'ada-example']);
  });

  it('vouches for no address that the provider does not vouch for', async () => {
    const { address } = right((await signIn({ person: 'otto-unproven' })).outcome);
    expect(address).toEqual({ email: 'otto@unproven.test', verified: false });
    expect(right((await signIn({ person: 'nell-silent' })).outcome).address).toBeUndefined();
  });

  it('is refused when the person goes back', async () => {
    expect((await signIn({ leave: 'yes' })).outcome).toEqual(notProven('denied'));
  });

  it('A2: is proven once by one callback', async () => {
    const provider = us();
    const { callback, kept } = await signIn({ person: 'ada-example' }, provider);
    expect(await provider.finish(callback, kept)()).toEqual(notProven('code'));
  });

  it('A4: is refused with another verifier', async () => {
    const provider = us();
    const { redirectTo, kept } = right(await provider.start(redirectUri)());
    const callback = await choose(playground)(redirectTo, { person: 'ada-example' });
    const other = right(await provider.start(redirectUri)()).kept.codeVerifier;
    expect(await provider.finish(callback, { ...kept, codeVerifier: other })()).toEqual(notProven('code'));
  });

  it('says that the provider refuses us when our secret is wrong', async () => {
    const { outcome } = await signIn({ person: 'ada-example' }, us({ clientSecret: 'another' }));
    expect(outcome).toEqual(fault('ProviderRefusesUs'));
  });
});

describe('the start of a sign-in', () => {
  it('A4: sends S256 of a verifier that stays with us, and never the verifier', async () => {
    const { redirectTo, kept } = right(await us().start(redirectUri)());
    const sent = new URL(redirectTo).searchParams;
    expect(sent.get('code_challenge_method')).toBe('S256');
    expect(sent.get('code_challenge')).toBe(
      createHash('sha256').update(kept.codeVerifier).digest('base64url'),
    );
    expect(redirectTo).not.toContain(kept.codeVerifier);
  });

  it('asks for who it is and the address, and says where to come back', async () => {
    const { redirectTo, kept } = right(await us().start(redirectUri)());
    const sent = Object.fromEntries(new URL(redirectTo).searchParams);
    expect(sent).toMatchObject({
      client_id: playground.clientId,
      response_type: 'code',
      scope: 'openid email profile',
      redirect_uri: redirectUri,
      state: kept.state,
      nonce: kept.nonce,
    });
    expect(kept).toMatchObject({ provider: 'google', redirectUri });
  });

  it('makes its secrets anew each time, even when the same start runs twice', async () => {
    const start = us().start(redirectUri);
    const kept = [right(await start()).kept, right(await start()).kept];
    const secrets = kept.flatMap(({ state, nonce, codeVerifier }) => [state, nonce, codeVerifier]);
    expect(new Set(secrets).size).toBe(6);
    for (const secret of secrets) expect(secret.length).toBeGreaterThanOrEqual(43);
  });
});
