import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answered } from '../contracts/answers.js';
import { asking } from '../express/asking.js';
import { type Person, running, type Running } from '../express/running.js';

describe('a session over HTTP', () => {
  let house: Running;
  let ada: Person;
  beforeEach(async () => {
    house = await running();
    ada = await house.signIn('Ada');
  });
  afterEach(() => house.stop());

  const switchTo = (who: Person, account: string) =>
    who.ask('/v1/me/context', { method: 'PUT', body: { account } });

  it('E2 switches to no account that one is not in, was removed from or that does not exist, and stays where it was', async () => {
    const ben = await house.signIn('Ben');
    const made = await ben.ask('/v1/teams', { method: 'POST', body: { name: 'Theirs', handle: 'theirs' } });
    const answers = [
      await switchTo(ada, made.body.accountId),
      await switchTo(ada, 'theirs'),
      await switchTo(ada, ben.personal),
      await switchTo(ada, 'acc_01jz0000000000000000000000'),
      await switchTo(ada, 'nobody-is-here'),
    ];
    const said = answers.map(({ status, body: { code, title, detail } }) => ({
      status,
      code,
      title,
      detail,
    }));
    expect(new Set(said.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(said[0]).toMatchObject({ status: 404, code: 'ContextNeedsMembership' });
    expect((await ada.ask('/v1/me')).body.active.accountId).toBe(ada.personal);
  });

  it('E5 is kept by its browser under __Host-, Secure, HttpOnly and SameSite, on the whole of one host', async () => {
    const origin = 'https://accounts.example.test';
    const secure = await running({ settings: { origin } });
    const started = await secure.ask('/sign-in/scripted', { headers: { 'sec-fetch-site': 'none' } });
    const [attempt = ''] = started.headers.getSetCookie();
    const state = new URL(started.headers.get('location') ?? origin).searchParams.get('state') ?? '';
    const back = await secure.ask(`/sign-in/scripted/callback?state=${state}&code=Ada`, {
      headers: { cookie: attempt.split(';')[0] ?? '' },
    });
    const session = back.headers.getSetCookie().find((line) => line.startsWith('__Host-recount=')) ?? '';
    for (const line of [attempt, session]) {
      expect(line).toMatch(/^__Host-recount/);
      for (const flag of ['Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/']) expect(line).toContain(flag);
      expect(line).not.toMatch(/Domain=/i);
    }
    expect(session).toMatch(/^__Host-recount=rs_/);
    await secure.stop();
  });

  it('E5 is refused where two cookies bear its name, or a cookie and a header come together', async () => {
    for (const cookie of [
      `${ada.cookie}; recount=tossed`,
      `recount=tossed; ${ada.cookie}`,
      `${ada.cookie}; ${ada.cookie}`,
    ])
      expect((await asking(house.origin, { cookie })('/v1/me')).status).toBe(401);
    const both = asking(house.origin, { cookie: ada.cookie, authorization: `Bearer ${ada.token}` });
    expect((await both('/v1/me')).body).toMatchObject({ status: 400, code: 'AmbiguousCredentials' });
  });

  it('E8 stands in no history, no list and no log: of its token a hash is kept', async () => {
    const { identityId } = ada;
    const me = await ada.ask('/v1/me/history');
    const listed = await ada.ask('/v1/me/sessions');
    const subject = identityId as Parameters<typeof house.core.history>[0];
    const history = await answered(house.core.history(subject, { limit: 100 }));
    for (const text of [me.text, listed.text, JSON.stringify(history), house.logged()])
      expect(text).not.toContain(ada.token.slice(-30));
  });
});
