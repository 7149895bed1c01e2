import { allRoutes } from '@recount/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Person, running, type Running } from './running.js';

type Told = { readonly at: string; readonly body: Record<string, unknown> };

/** Every GET under an account, and how it is asked for here. */
const paths = (): ReadonlyArray<string> =>
  allRoutes
    .filter(({ method, path }) => method === 'GET' && path.startsWith('/v1/accounts/:account'))
    .map(({ path }) => path);

describe('?asOf= on everything that is read under an account', () => {
  let house: Running;
  let ada: Person;
  let team: string;
  let key: string;
  // What was told right before the changes, of every path, and the position and the moment then.
  const before = new Map<string, Told['body']>();
  let position: string;
  let moment: string;
  let start: string;

  const filled = (path: string): string => path.replace(':account', team).replace(':key', key);

  beforeAll(async () => {
    house = await running();
    ada = await house.signIn('Ada');
    const ben = await house.signIn('Ben');
    const post = (path: string, body: unknown) => ada.ask(path, { method: 'POST', body });
    const made = await post('/v1/teams', { name: 'Before', handle: 'as-of-team' });
    team = made.body.accountId;
    start = made.headers.get('recount-position') ?? '';
    const issued = await post(`/v1/accounts/${team}/keys`, { name: 'Before', scope: 'API' });
    key = issued.body.keyId;
    const { body } = await post(`/v1/accounts/${team}/invitations`, { link: { uses: 3 }, role: 'developer' });
    position = (await ada.ask(`/v1/accounts/${team}/history?limit=100`)).body.happenings.at(-1).position;
    for (const path of paths()) before.set(path, (await ada.ask(filled(path))).body);
    moment = (await ada.ask(`/v1/accounts/${team}/history?limit=100`)).body.happenings.at(-1).recordedAt;
    // Moments are whole milliseconds: what comes now is recorded in a later one.
    await house.wait(50);

    await ada.ask(`/v1/accounts/${team}`, { method: 'PATCH', body: { name: 'After' } });
    await ada.ask(`/v1/accounts/${team}/keys/${key}`, { method: 'PATCH', body: { name: 'After' } });
    const invitation = body.url.slice(body.url.lastIndexOf('/') + 1);
    await ben.ask('/v1/invitations/accept', { method: 'POST', body: { invitation } });
    await post(`/v1/accounts/${team}/keys`, { name: 'Another', scope: 'API' });
  });
  afterAll(() => house.stop());

  it.each(paths())('%s', async (path) => {
    const now = await ada.ask(filled(path));
    expect(now.status).toBe(200);
    expect(now.body).not.toEqual(before.get(path));
    for (const asOf of [position, moment]) {
      const then = await ada.ask(`${filled(path)}?asOf=${asOf}`);
      expect(then.status).toBe(200);
      expect(then.body).toEqual(before.get(path));
      expect(then.headers.get('recount-position')).toBe(position);
    }
  });

  it.each(paths())('%s is refused where it makes no sense', async (path) => {
    const asked = async (asOf: string) => (await ada.ask(`${filled(path)}?asOf=${asOf}`)).body;
    const [log = ''] = position.split('-');
    expect(await asked(`${log}-999999`)).toMatchObject({ status: 409, code: 'PositionUnknown' });
    expect(await asked('00000000-1')).toMatchObject({ status: 400, code: 'PositionOfAnotherLog' });
    for (const wrong of ['yesterday', '2026-02-31T00:00:00.000Z', '-1', '', '7', `${position}&asOf=${start}`])
      expect(await asked(wrong)).toMatchObject({ status: 400, code: 'Misfit' });
  });

  it('tells what was over then, and what was not; and nothing that nobody wrote down', async () => {
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const body = { name: 'Ends', scope: 'API', expiresAt };
    const ends = await ada.ask(`/v1/accounts/${team}/keys`, { method: 'POST', body });
    const then = ends.headers.get('recount-position');
    const path = `/v1/accounts/${team}/keys/${ends.body.keyId}`;
    await house.as(ends.body.secret)(`/v1/accounts/${team}`);
    await house.wait(7_200_000);
    expect((await ada.ask(path)).body).toMatchObject({ state: 'expired', lastUsedAt: expect.any(String) });
    for (const [asOf, state] of [
      [then, 'active'],
      [expiresAt, 'expired'],
    ]) {
      const { body: shown } = await ada.ask(`${path}?asOf=${asOf}`);
      expect(shown).toMatchObject({ state });
      expect(shown).not.toHaveProperty('lastUsedAt');
    }
  });

  it('before an account was, there is none', async () => {
    const then = '1970-01-01T00:00:00.000Z';
    expect((await ada.ask(`/v1/accounts/${team}?asOf=${then}`)).body.code).toBe('AccountUnknown');
    expect((await ada.ask(`/v1/accounts/${team}/keys/${key}?asOf=${start}`)).body.code).toBe(
      'KeysBelongToAccounts',
    );
    for (const list of ['keys', 'members', 'invitations', 'history']) {
      const { status, body } = await ada.ask(`/v1/accounts/${team}/${list}?asOf=${then}`);
      expect([status, Object.values(body)]).toEqual([200, [[]]]);
    }
  });

  it('goes page by page as of one position, whatever comes meanwhile', async () => {
    const list = `/v1/accounts/${team}/history?limit=1&asOf=${position}`;
    const types: string[] = [];
    for (let next: string | undefined = list; next !== undefined; ) {
      const page: Awaited<ReturnType<typeof ada.ask>> = await ada.ask(next);
      types.push(...page.body.happenings.map(({ type }: { readonly type: string }) => type));
      expect(page.headers.get('recount-position')).toBe(position);
      next = /^<([^>]+)>; rel="next"$/.exec(page.headers.get('link') ?? '')?.[1];
    }
    const all = (before.get('/v1/accounts/:account/history')?.['happenings'] ?? []) as ReadonlyArray<{
      readonly type: string;
    }>;
    expect(types).toEqual(all.map(({ type }) => type));
  });

  it('is for what is read under an account, and nothing else', async () => {
    for (const path of ['/v1/me', '/v1/me/history', '/v1/me/sessions'])
      expect((await ada.ask(`${path}?asOf=${position}`)).body).toMatchObject({ code: 'Misfit' });
    const body = { name: 'Never' };
    expect(
      (await ada.ask(`/v1/accounts/${team}?asOf=${position}`, { method: 'PATCH', body })).body,
    ).toMatchObject({ code: 'Misfit' });
  });
});
