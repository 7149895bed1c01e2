import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Tricks,
  withKey,
  withoutSignature,
  withSecret,
} from '../identity-providers/hostile-provider.js';
import { hostileWorld, sessionIn, type World } from './providers/world.js';

type Forge = NonNullable<Tricks['token']>;
type Signed = Parameters<Forge>[0];

const now = (): number => Math.floor(Date.now() / 1000);

const claiming =
  (claims: () => Readonly<Record<string, unknown>>): Forge =>
  (honest, { ec }) =>
    withKey({ ...honest, claims: { ...honest.claims, ...claims() } }, ec.privateKey);

const heading = (honest: Signed, header: Readonly<Record<string, unknown>>): Signed => ({
  ...honest,
  header: { ...honest.header, ...header },
});

const forgeries: ReadonlyArray<readonly [string, Forge]> = [
  ['no signature', (honest) => withoutSignature(honest)],
  ["HS256 under the issuer's public key", (honest, { rsaPublicPem }) => withSecret(honest, rsaPublicPem)],
  ['a foreign key under a known name', (honest, { foreign }) => withKey(honest, foreign.privateKey)],
  [
    'a key that it brings along (jwk)',
    (honest, { foreign }) =>
      withKey(heading(honest, { jwk: foreign.publicKey.export({ format: 'jwk' }) }), foreign.privateKey),
  ],
  [
    'a key that it says where to fetch (jku)',
    (honest, { foreign }) =>
      withKey(heading(honest, { jku: 'http://127.0.0.1:1/jwks', kid: 'x' }), foreign.privateKey),
  ],
  [
    'a certificate that it says where to fetch (x5u)',
    (honest, { foreign }) =>
      withKey(heading(honest, { x5u: 'http://127.0.0.1:1/cert', kid: 'x' }), foreign.privateKey),
  ],
  ['another audience', claiming(() => ({ aud: 'another' }))],
  ['more audiences than us', claiming(() => ({ aud: ['recount', 'another'], azp: 'recount' }))],
  ['another issuer', claiming(() => ({ iss: 'https://elsewhere.test' }))],
  ['somebody else it was made for (azp)', claiming(() => ({ azp: 'another' }))],
  ['another nonce', claiming(() => ({ nonce: 'of another sign-in' }))],
  ['no nonce', claiming(() => ({ nonce: undefined }))],
  ['an end that is over', claiming(() => ({ iat: now() - 7200, exp: now() - 3600 }))],
  ['nobody in it', claiming(() => ({ sub: undefined }))],
  ['nothing at all', () => undefined],
];

describe('A5 a sign-in whose token has', () => {
  const google: { token?: Forge } = {};
  let world: World;
  beforeAll(async () => {
    world = await hostileWorld({ google });
  });
  afterAll(() => world.stop());

  it.each(forgeries)('%s ends with 400, without a session, an event or a word of it', async (_, forge) => {
    google.token = forge;
    const before = await world.head();
    const answer = await world.signIn('google');
    expect([answer.status, sessionIn(answer)]).toEqual([400, undefined]);
    expect(await world.head()).toBe(before);
    expect(answer.text).not.toMatch(/jwk|HS256|elsewhere\.test|another/);
  });

  it('nothing wrong with it ends in a session', async () => {
    delete google.token;
    expect(sessionIn(await world.signIn('google'))).toBeDefined();
  });
});
