import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Person, running, type Running } from './running.js';

describe('sessions over HTTP', () => {
  let house: Running;
  let ada: Person;
  beforeAll(async () => {
    house = await running();
    ada = await house.signIn('Ada');
  });
  afterAll(() => house.stop());

  it('one sees where one is signed in, and ends one of them', async () => {
    const other = await house.signIn('Ada');
    const { body } = await ada.ask('/v1/me/sessions');
    expect(body.sessions).toHaveLength(2);
    expect(body.sessions.filter(({ current }: { current: boolean }) => current)).toHaveLength(1);
    const there = body.sessions.find(({ current }: { current: boolean }) => !current);
    expect(there.address).toBe('127.0.0.1');
    expect((await ada.ask(`/v1/me/sessions/${there.sessionId}`, { method: 'DELETE' })).status).toBe(204);
    expect((await other.ask('/v1/me')).status).toBe(401);
  });

  it('F6 a session of somebody else is none of one’s own', async () => {
    const ben = await house.signIn('Ben');
    const { sessionId } = (await ben.ask('/v1/me')).body;
    const answer = await ada.ask(`/v1/me/sessions/${sessionId}`, { method: 'DELETE' });
    expect(answer.body).toMatchObject({ status: 404, code: 'SessionUnknown' });
    expect((await ben.ask('/v1/me')).status).toBe(200);
  });
});
