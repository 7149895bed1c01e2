import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bothProviders, hostileWorld, sessionIn, type World } from './providers/world.js';

const elsewhere = [
  '//evil.test',
  '/\\evil.test',
  '\\\\evil.test',
  'https:evil.test',
  'https://evil.test',
  '/%2f%2fevil.test',
  '/%5cevil.test',
  '%2f%2fevil.test',
  '@evil.test',
  '/\tevil',
  '/a\r\nSet-Cookie: x=y',
  'java\tscript:alert(1)',
  '///evil.test',
  '/./\\evil.test',
  '/..//evil.test',
  '',
];

describe.each(bothProviders)('A6 after a sign-in with %s', (provider) => {
  let world: World;
  beforeAll(async () => {
    world = await hostileWorld({});
  });
  afterAll(() => world.stop());

  const goal = async (wanted: string): Promise<string | null> => {
    const { redirectTo, cookie } = await world.begin(provider, `?return_to=${encodeURIComponent(wanted)}`);
    const answer = await world.come(await world.visit(provider, redirectTo), cookie);
    expect(sessionIn(answer)).toBeDefined();
    expect(answer.headers.get('x')).toBeNull();
    return answer.headers.get('location');
  };

  it.each(elsewhere)('%j leads to the first page of this site', async (wanted) => {
    expect(await goal(wanted)).toBe('/');
  });

  it.each(['/teams?a=1', '/#/acme/keys', '/teams/@ada'])('%j of this site leads there', async (wanted) => {
    expect(await goal(wanted)).toBe(wanted);
  });
});
