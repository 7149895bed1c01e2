import { describe, expect, it, onTestFinished } from 'vitest';
import { running, type WantedService } from '../express/running.js';
import { inventedWorld, sessionIn } from './providers/world.js';

const tight = { most: 3, within: 60_000 };

const limited = async (wanted: WantedService) => {
  const house = await running({ ...wanted, settings: { trustedProxies: ['127.0.0.1'] } });
  onTestFinished(house.stop);
  return house;
};

const from = (address: string) => ({ 'x-forwarded-for': address });

const guesses = [
  ['starts of sign-ins', '/sign-in/scripted', 'GET', undefined],
  ['callbacks', '/sign-in/scripted/callback?code=a&state=b', 'GET', undefined],
  ['questions how one signs in', '/v1/sign-in/methods', 'POST', {}],
  ['looks at invitations', '/v1/invitations/look', 'POST', { invitation: 'ri_guess' }],
  ['guesses at keys', '/v1/me', 'GET', undefined],
] as const;

describe('A14 from one address', () => {
  it.each(guesses.map((guess) => ({ guess })))(
    '$guess.0 are limited, and nobody else is',
    async ({ guess }) => {
      const [, path, method, body] = guess;
      const house = await limited({ limits: { signIn: tight, invitations: tight, failures: tight } });
      const ask = (address: string, credential?: string) =>
        house.ask(path, {
          method,
          ...(body === undefined ? {} : { body }),
          headers: {
            ...from(address),
            ...(credential === undefined ? {} : { authorization: `Key ${credential}` }),
          },
        });
      const key = path === '/v1/me' ? 'rk_guess' : undefined;
      for (let times = 0; times < 3; times += 1) expect((await ask('192.0.2.1', key)).status).not.toBe(429);
      const late = await ask('192.0.2.1', key);
      expect(late.status).toBe(429);
      expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await ask('192.0.2.2', key)).status).not.toBe(429);
    },
  );
});

it('A14 somebody whom others try to be signs in meanwhile', async () => {
  const world = await inventedWorld({
    limits: { signIn: tight },
    settings: { trustedProxies: ['127.0.0.1'] },
  });
  onTestFinished(world.stop);
  for (let times = 0; times < 5; times += 1)
    await world.house.ask('/sign-in/github/callback?code=guess&state=guess', { headers: from('192.0.2.1') });
  expect(sessionIn(await world.signIn('github'))).toBeDefined();
});
