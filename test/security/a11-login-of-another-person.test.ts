import { describe, expect, it, onTestFinished } from 'vitest';
import type { Tricks } from '../identity-providers/hostile-provider.js';
import { hostileWorld, whoIs } from './providers/world.js';

type Told = { -readonly [K in keyof Tricks]: Tricks[K] };

const mailbox = (email: string) => [{ email, primary: true, verified: true }];

const github = async () => {
  const tricks: Told = {};
  const world = await hostileWorld({ github: tricks });
  onTestFinished(world.stop);
  return async (id: number, login: string, email: string): Promise<string> => {
    tricks.user = { id, login, name: null };
    tricks.emails = mailbox(email);
    return (await whoIs(world, await world.signIn('github'))).identityId;
  };
};

describe('A11 a person at GitHub', () => {
  it('stays who they are under another name and another address', async () => {
    const signIn = await github();
    const before = await signIn(7, 'ada', 'ada@example.test');
    expect(await signIn(7, 'ada-of-old', 'ada@elsewhere.test')).toBe(before);
  });

  it('is not the one who takes their name and their address over', async () => {
    const signIn = await github();
    const ada = await signIn(7, 'ada', 'ada@example.test');
    await signIn(7, 'ada-of-old', 'ada@elsewhere.test');
    expect(await signIn(8, 'ada', 'ada@example.test')).not.toBe(ada);
    expect(await signIn(7, 'ada-of-old', 'ada@elsewhere.test')).toBe(ada);
  });
});

it('A11 the same number at another provider is another person', async () => {
  const google = { claims: { sub: '7' } };
  const world = await hostileWorld({ google, github: { user: { id: 7, login: 'ada' } } });
  onTestFinished(world.stop);
  const [one, other] = [
    await whoIs(world, await world.signIn('github')),
    await whoIs(world, await world.signIn('google')),
  ];
  expect(one.identityId).not.toBe(other.identityId);
});
