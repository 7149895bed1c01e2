import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bothProviders, inventedWorld, type World } from './providers/world.js';

describe.each(bothProviders)('A13 a sign-in with %s', (provider) => {
  let world: World;
  beforeAll(async () => {
    world = await inventedWorld();
  });
  afterAll(() => world.stop());

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }],
    ['a sister site', { 'sec-fetch-site': 'same-site' }],
    ['a frame of another site', { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'iframe' }],
    ['a browser that does not say from where', {}],
    ['a browser that says something unknown', { 'sec-fetch-site': 'elsewhere' }],
  ])('that %s begins asks first, and leads nowhere by itself', async (_, headers: Record<string, string>) => {
    const answer = await world.house.ask(`/sign-in/${provider}?return_to=/teams`, { headers });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('location')).toBeNull();
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(answer.text).toContain(`href="/sign-in/${provider}?return_to=%2Fteams"`);
    expect(answer.text).not.toMatch(/<script|http-equiv/);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("frame-ancestors 'none'");
  });

  it.each(['same-origin', 'none'])('that the person asks for (%s) leads to the provider', async (from) => {
    const answer = await world.house.ask(`/sign-in/${provider}`, { headers: { 'sec-fetch-site': from } });
    expect(answer.status).toBe(303);
  });
});
