import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bothProviders, inventedWorld, sessionIn, type World } from './providers/world.js';

describe.each(bothProviders)('A7 a sign-in with %s', (provider) => {
  let world: World;
  beforeAll(async () => {
    world = await inventedWorld();
  });
  afterAll(() => world.stop());

  const cameWith = async (session: string) => {
    const { redirectTo, cookie } = await world.begin(provider);
    return world.come(await world.visit(provider, redirectTo), `${cookie}; recount=${session}`);
  };
  const status = async (session: string) => (await world.house.as(session)('/v1/me')).status;

  it('begins another session, and the one that the browser came with is over', async () => {
    const before = sessionIn(await world.signIn(provider)) ?? '';
    const after = sessionIn(await cameWith(before)) ?? '';
    expect(after).not.toBe(before);
    expect([await status(before), await status(after)]).toEqual([401, 200]);
  });

  it("ends somebody else's session that was put there", async () => {
    const theirs = sessionIn(await world.signIn(provider, 'grace-example')) ?? '';
    const mine = sessionIn(await cameWith(theirs)) ?? '';
    expect([await status(theirs), await status(mine)]).toEqual([401, 200]);
  });

  it('takes the place of a cookie that somebody planted', async () => {
    const answer = await cameWith('planted');
    expect(answer.status).toBe(303);
    expect(sessionIn(answer)).not.toBe('planted');
  });
});
