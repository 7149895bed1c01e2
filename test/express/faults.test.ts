import { left, map } from 'fp-ts/lib/TaskEither.js';
import type { Core, Done } from '@recount/core';
import { describe, expect, it } from 'vitest';
import { running } from './running.js';

const detail = 'SELECT secret FROM /packages/store at line 3';
const gone = left({ type: 'Unavailable' as const, applied: 'no' as const, detail });

/** An engine in which these parts do not work, once somebody is signed in. */
const breaking = () => {
  const broken = new Set<string>();
  const core = (works: Core): Core => ({
    ...works,
    ask: (wish, terms) => (broken.has('ask') ? gone : works.ask(wish, terms)),
    authenticate: (credential) => (broken.has('authenticate') ? gone : works.authenticate(credential)),
    health: () => (broken.has('health') ? gone : works.health()),
    reached: (position, within) =>
      broken.has('reached') ? left({ type: 'ViewsBehind', position: 0 }) : works.reached(position, within),
    access: (...given) => {
      if (broken.has('access')) throw new Error(detail);
      return works.access(...given);
    },
  });
  return { broken, core };
};

const team = { method: 'POST', body: { name: 'A', handle: 'a-team' } };

describe('what the service cannot do now', () => {
  it.each(['ask', 'authenticate'])(
    'H10 where %s fails, the answer is 503, when to ask again, and no more',
    async (part) => {
      const { broken, core } = breaking();
      const house = await running({ core });
      const ada = await house.signIn('Ada');
      broken.add(part);
      const answer = await ada.ask('/v1/teams', team);
      expect(answer.body).toMatchObject({ status: 503, code: 'Unavailable' });
      expect(answer.headers.get('retry-after')).toMatch(/^[1-9]/);
      expect(answer.text).not.toContain('SELECT');
      await house.stop();
    },
  );

  it('H10 a defect is told as one, and the service goes on', async () => {
    const { broken, core } = breaking();
    const house = await running({ core });
    const ada = await house.signIn('Ada');
    broken.add('access');
    const answer = await ada.ask('/v1/accounts/personal');
    expect(answer.body).toMatchObject({ status: 500, code: 'Unexpected' });
    expect(answer.text).not.toMatch(/SELECT|at line|\.js/);
    expect(house.logged()).toContain(answer.body.instance);
    broken.clear();
    expect((await ada.ask('/v1/accounts/personal')).status).toBe(200);
    await house.stop();
  });

  it('a read that wants more than the views show is told to wait', async () => {
    const { broken, core } = breaking();
    const house = await running({ core });
    const ada = await house.signIn('Ada');
    const position = (await ada.ask('/v1/teams', team)).headers.get('recount-position')!;
    broken.add('reached');
    const answer = await ada.ask('/v1/me', { headers: { 'recount-at-least': position } });
    expect(answer.body).toMatchObject({ status: 503, code: 'ViewsBehind' });
    await house.stop();
  });

  it('a write that the views do not show yet is a success that says so', async () => {
    const core = (works: Core): Core => ({
      ...works,
      ask: (wish, terms) => map((done: Done): Done => ({ ...done, views: 'behind' }))(works.ask(wish, terms)),
    });
    const house = await running({ core });
    const ada = await house.signIn('Ada');
    const answer = await ada.ask('/v1/teams', team);
    expect([answer.status, answer.headers.get('recount-views')]).toEqual([201, 'behind']);
    await house.stop();
  });

  it('a node says whether it is alive and whether it is ready', async () => {
    const { broken, core } = breaking();
    const house = await running({ core });
    expect((await house.ask('/livez')).status).toBe(200);
    const ready = await house.ask('/readyz');
    expect(ready.body).toMatchObject({ state: 'ready' });
    expect(ready.body.views.length).toBeGreaterThan(5);
    broken.add('health');
    expect((await house.ask('/livez')).status).toBe(200);
    expect((await house.ask('/readyz')).body.code).toBe('Unavailable');
    await house.stop();
  });

  it('the log names the route and the status of each request, and neither its address nor who asked', async () => {
    const house = await running();
    const ada = await house.signIn('Ada');
    await ada.ask('/v1/accounts/personal?asOf=2026-01-01T00:00:00.000Z');
    expect(house.logged()).toContain('"route":"/v1/accounts/:account"');
    expect(house.logged()).toContain('"route":"/sign-in/scripted/callback"');
    for (const secret of [ada.token, 'code=Ada', 'asOf', 'ada@example.test'])
      expect(house.logged()).not.toContain(secret);
    await house.stop();
  });
});
