import { describe, expect, it } from 'vitest';
import { type Tricks, withKey, withoutSignature, withSecret, client } from './hostile-provider.js';
import { google, notProven, provider, returning, right, signInWith } from './round-trip.js';

const now = (): number => Math.floor(Date.now() / 1000);
const hour = 3600;

describe('A5: a token that was signed with a known key in an allowed way proves a login', () => {
  it.each<[string, Tricks['token']]>([
    ['ES256', undefined],
    [
      'RS256',
      (signed, { rsa }) => withKey({ ...signed, header: { alg: 'RS256', kid: 'rsa' } }, rsa.privateKey),
    ],
    [
      'EdDSA',
      (signed, { ed }) => withKey({ ...signed, header: { alg: 'EdDSA', kid: 'ed' } }, ed.privateKey, null),
    ],
  ])('%s', async (_, token) => {
    expect(right(await signInWith(token === undefined ? {} : { token })).subject).toBe('ada');
  });
});

describe('A5: a token that anybody could have made proves nothing', () => {
  it.each<[string, Required<Tricks>['token']]>([
    ['no signature', (signed) => withoutSignature(signed)],
    [
      'an empty signature',
      (signed) =>
        withoutSignature(signed).replace(
          /^[^.]+/,
          Buffer.from(JSON.stringify(signed.header)).toString('base64url'),
        ),
    ],
    ['HS256 with the public key', (signed, { rsaPublicPem }) => withSecret(signed, rsaPublicPem)],
    ['HS256 with our own secret', (signed) => withSecret(signed, client.clientSecret)],
    ['a foreign key under a known name', (signed, { foreign }) => withKey(signed, foreign.privateKey)],
    [
      'a foreign key that it brings along',
      (signed, { foreign }) =>
        withKey(
          { ...signed, header: { ...signed.header, jwk: foreign.publicKey.export({ format: 'jwk' }) } },
          foreign.privateKey,
        ),
    ],
    [
      'a key of an unknown name',
      (signed, { ec }) => withKey({ ...signed, header: { ...signed.header, kid: 'unknown' } }, ec.privateKey),
    ],
    [
      "an algorithm that is not its key's",
      (signed, { ec }) => withKey({ ...signed, header: { alg: 'RS256', kid: 'ec' } }, ec.privateKey),
    ],
    [
      'an algorithm that we do not take',
      (signed, { rsa }) =>
        withKey({ ...signed, header: { alg: 'RS384', kid: 'rsa' } }, rsa.privateKey, 'sha384'),
    ],
    [
      'an extension that must be understood',
      (signed, { ec }) =>
        withKey({ ...signed, header: { ...signed.header, crit: ['b64'], b64: true } }, ec.privateKey),
    ],
    [
      'claims that were changed afterwards',
      (signed, { ec }) => {
        const [header, , signature] = withKey(signed, ec.privateKey).split('.');
        const claims = Buffer.from(JSON.stringify({ ...signed.claims, sub: 'grace' })).toString('base64url');
        return [header, claims, signature].join('.');
      },
    ],
    ['no token at all', () => undefined],
    ['something that is no token', () => 'token'],
  ])('%s', async (_, token) => {
    expect(await signInWith({ token })).toEqual(notProven('token'));
  });

  it.each(['jku', 'x5u'])('keys from where its %s points are never fetched', async (header) => {
    const hostile = await provider({
      token: (signed, { foreign }) => {
        const iss = String(signed.claims.iss);
        return withKey(
          { ...signed, header: { ...signed.header, [header]: `${iss}/foreign` } },
          foreign.privateKey,
        );
      },
    });
    const us = google(hostile.issuer);
    const { callback, kept } = await returning(hostile, us);
    expect(await us.finish(callback, kept)()).toEqual(notProven('token'));
    expect(hostile.asked).not.toContain('/foreign');
  });
});

describe('A5: a token that says something else than it must proves nothing', () => {
  it.each<[string, () => Readonly<Record<string, unknown>>]>([
    ['for somebody else', () => ({ aud: 'another' })],
    ['for us and somebody else', () => ({ aud: [client.clientId, 'another'], azp: client.clientId })],
    ['asked for by somebody else', () => ({ azp: 'another' })],
    ['of another issuer', () => ({ iss: 'https://elsewhere.test' })],
    ['of the issuer, spelt in another way', () => ({ iss: 'HTTP://127.0.0.1' })],
    ['expired', () => ({ iat: now() - hour, exp: now() - 60 })],
    ['without end', () => ({ exp: undefined })],
    ['that ends in words', () => ({ exp: '9999999999' })],
    ['not yet valid', () => ({ nbf: now() + hour })],
    ['about nobody', () => ({ sub: undefined })],
    ['about an empty name', () => ({ sub: '' })],
    ['about a number', () => ({ sub: 1 })],
    ['about a name with a NUL', () => ({ sub: 'ada\u0000' })],
    ['about a name beyond ASCII', () => ({ sub: 'аda' })],
    ['about a name of 256 characters', () => ({ sub: 'a'.repeat(256) })],
  ])('%s', async (_, claims) => {
    expect(await signInWith({ claims: claims() })).toEqual(notProven('token'));
  });

  it.each<[string, unknown]>([
    ['another', 'nonce-of-another-sign-in'],
    ['an empty', ''],
    ['a numeric', 1],
  ])('%s nonce', async (_, nonce) => {
    expect(await signInWith({ claims: { nonce } })).toEqual(notProven('nonce'));
  });

  it('no nonce', async () => {
    expect(await signInWith({ claims: { nonce: undefined } })).toEqual(notProven('token'));
  });
});

it('the keys of an issuer are fetched once for many logins', async () => {
  const hostile = await provider();
  const us = google(hostile.issuer);
  for (let round = 0; round < 3; round += 1) {
    const { callback, kept } = await returning(hostile, us);
    right(await us.finish(callback, kept)());
  }
  expect(hostile.asked.filter((path) => path === '/jwks').length).toBe(1);
});

it('what is said of a refused sign-in holds none of its secrets', async () => {
  const hostile = await provider({ claims: { nonce: 'of another' } });
  const us = google(hostile.issuer);
  const { callback, kept } = await returning(hostile, us);
  const said = JSON.stringify(await us.finish(callback, kept)());
  const code = callback.searchParams.get('code') ?? '';
  for (const secret of [kept.state, kept.nonce, kept.codeVerifier, code, client.clientSecret])
    expect(said).not.toContain(secret);
});
