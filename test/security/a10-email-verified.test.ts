import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostileWorld, whoIs, type World } from './providers/world.js';

describe('A10 an address of Google', () => {
  const google: { claims?: Readonly<Record<string, unknown>> } = {};
  let world: World;
  let atGithub: string;
  let number = 0;

  beforeAll(async () => {
    const emails = [{ email: 'ada@example.test', primary: true, verified: true }];
    world = await hostileWorld({ google, github: { emails } });
    atGithub = (await whoIs(world, await world.signIn('github'))).identityId;
  });
  afterAll(() => world.stop());

  const signedIn = async (email_verified: unknown): Promise<string> => {
    number += 1;
    google.claims = { sub: `ada-${number}`, email: 'ada@example.test', email_verified };
    return (await whoIs(world, await world.signIn('google'))).identityId;
  };

  it.each<[unknown]>([['true'], ['TRUE'], [1], [['true']], [{}], [null], [undefined], [false], ['']])(
    'whose email_verified is %j is not verified, and merges with nobody',
    async (email_verified) => {
      expect(await signedIn(email_verified)).not.toBe(atGithub);
    },
  );

  it('is verified by the boolean, and makes one person of two logins', async () => {
    expect(await signedIn(true)).toBe(atGithub);
  });
});
