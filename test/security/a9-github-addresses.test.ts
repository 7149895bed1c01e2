import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tricks } from '../identity-providers/hostile-provider.js';
import { hostileWorld, whoIs, type World } from './providers/world.js';

type Told = { -readonly [K in keyof Tricks]: Tricks[K] };

const ada = { email: 'ada@example.test', primary: true, verified: true };

describe('A9 a GitHub login', () => {
  const github: Told = {};
  let world: World;
  let atGoogle: string;
  let number = 100;

  beforeAll(async () => {
    const google = { claims: { sub: 'ada', email: 'ada@example.test', email_verified: true } };
    world = await hostileWorld({ google, github });
    atGoogle = (await whoIs(world, await world.signIn('google'))).identityId;
  });
  afterAll(() => world.stop());

  const signedIn = async (emails: unknown) => {
    number += 1;
    github.user = { id: number, login: 'ada', name: 'Ada' };
    github.emails = emails;
    return whoIs(world, await world.signIn('github'));
  };

  it.each<[string, unknown]>([
    ['that is not verified', [{ ...ada, verified: false }]],
    ['that is not primary', [{ ...ada, primary: false }]],
    [
      'beside an unverified primary one',
      [
        { ...ada, email: 'x@y.test', verified: false },
        { ...ada, primary: false },
      ],
    ],
    ['that is verified by a word', [{ ...ada, verified: 'true' }]],
    ['that GitHub made up', [{ ...ada, email: '7+ada@users.noreply.github.com' }]],
    ['that is empty', [{ ...ada, email: '' }]],
    ['of which there is none', []],
  ])(
    'with an address %s goes on by its number, without an address, and merges with nobody',
    async (_, list) => {
      const me = await signedIn(list);
      expect(me.identityId).not.toBe(atGoogle);
      expect(me.email).toBeUndefined();
    },
  );

  it('with the primary and verified one is the person that Google knows by it', async () => {
    expect((await signedIn([ada])).identityId).toBe(atGoogle);
  });
});
