import { afterEach, describe, expect, it } from 'vitest';
import type { Answer } from '../identity-providers/hostile-provider.js';
import { hostileWorld, type Provider, sessionIn, type World } from './providers/world.js';

// What A8 allows, in milliseconds.
const tenSeconds = 10_000;

const json = (response: Parameters<Answer>[1]) =>
  response.writeHead(200, { 'content-type': 'application/json' });

const troubles: ReadonlyArray<readonly [string, Answer, number]> = [
  ['is silent', () => undefined, 503],
  ['cuts the line', (request) => void request.socket.destroy(), 503],
  ['answers 500', (_, response) => void response.writeHead(500).end('{"secret":"detail"}'), 503],
  [
    'trickles',
    (_, response) => {
      json(response);
      const drip = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(drip));
    },
    503,
  ],
  ['leads in circles', ({ url }, response) => void response.writeHead(302, { location: url }).end(), 502],
  ['answers with a page', (_, response) => void response.end('<p>secret detail'), 502],
  [
    'answers without end',
    (_, response) => {
      json(response);
      const more = (): void => {
        while (!response.destroyed && response.write(`"${'a'.repeat(65_534)}",`));
      };
      response.on('drain', more);
      more();
    },
    502,
  ],
];

type Place = { readonly provider: Provider; readonly path: string; readonly asked: 'start' | 'finish' };

const places: ReadonlyArray<Place> = [
  { provider: 'google', path: '/.well-known/openid-configuration', asked: 'start' },
  { provider: 'google', path: '/token', asked: 'finish' },
  { provider: 'google', path: '/jwks', asked: 'finish' },
  { provider: 'github', path: '/login/oauth/access_token', asked: 'finish' },
  { provider: 'github', path: '/api/v3/user', asked: 'finish' },
  { provider: 'github', path: '/api/v3/user/emails', asked: 'finish' },
];

describe.each(places)('A8 $provider at $path', ({ provider, path, asked }) => {
  let world: World | undefined;
  afterEach(() => world?.stop());

  const met = async (trouble: Answer) => {
    world = await hostileWorld({ [provider]: { answers: { [path]: trouble } } });
    const before = await world.head();
    const headers = { 'sec-fetch-site': 'same-origin' };
    const began = performance.now();
    const answer =
      asked === 'start'
        ? await world.house.ask(`/sign-in/${provider}`, { headers })
        : await world.signIn(provider);
    expect(performance.now() - began).toBeLessThan(tenSeconds);
    expect(await world.head()).toBe(before);
    return answer;
  };

  it.each(troubles)('%s: a page says so in time, and nobody is half made', async (_, trouble, status) => {
    const answer = await met(trouble);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(sessionIn(answer)).toBeUndefined();
    expect(answer.text).not.toMatch(/secret|127\.0\.0\.1|\.js/);
    expect(answer.headers.get('retry-after') !== null).toBe(status === 503);
    expect(answer.status).toBe(status);
  });
});
