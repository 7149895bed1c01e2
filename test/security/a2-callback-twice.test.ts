import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bothProviders, inventedWorld, sessionIn, type World } from './providers/world.js';

describe.each(bothProviders)('A2 of one sign-in with %s', (provider) => {
  let world: World;
  beforeAll(async () => {
    world = await inventedWorld();
  });
  afterAll(() => world.stop());

  it('32 callbacks at once give one session and make one identity, and so does whatever comes later', async () => {
    const { redirectTo, cookie } = await world.begin(provider);
    const callback = await world.visit(provider, redirectTo, 'grace-example');
    const answers = await Promise.all(Array.from({ length: 32 }, () => world.come(callback, cookie)));
    const sessions = answers.filter((answer) => sessionIn(answer) !== undefined);
    expect(sessions).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 400)).toHaveLength(31);
    const head = await world.head();
    expect((await world.come(callback, cookie)).status).toBe(400);
    expect(await world.head()).toBe(head);
    const me = (await world.house.as(sessionIn(sessions[0]!) ?? '')('/v1/me')).body;
    expect(me.accounts).toHaveLength(1);
  });
});
