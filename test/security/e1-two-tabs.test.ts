import { allRoutes } from '@recount/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Person, running, type Running } from '../express/running.js';

const changes: Readonly<Record<string, unknown>> = {
  'PATCH /v1/accounts/:account': { name: 'Renamed' },
  'PUT /v1/accounts/:account/handle': { handle: 'another-handle' },
  'PATCH /v1/accounts/:account/members/:identity': { role: 'auditor' },
  'POST /v1/accounts/:account/invitations': { email: 'eve@example.test', role: 'developer' },
  'POST /v1/accounts/:account/keys': { name: 'another', scope: 'API' },
  'PATCH /v1/accounts/:account/keys/:key': { name: 'renamed' },
  'POST /v1/accounts/:account/keys/:key/rotate': { graceSeconds: 60 },
};

describe('E1 of two tabs with one session', () => {
  let house: Running;
  let ada: Person;
  let team: string;
  let keyId: string;
  beforeAll(async () => {
    house = await running();
    ada = await house.signIn('Ada');
    const body = { name: 'Tabs', handle: 'two-tabs' };
    team = (await ada.ask('/v1/teams', { method: 'POST', body })).body.accountId;
    keyId = (await issue(ada.personal, ada.personal)).body.keyId;
  });
  afterAll(() => house.stop());

  const issue = (account: string, shown: string) =>
    ada.browse(`/v1/accounts/${account}/keys`, {
      method: 'POST',
      body: { name: 'made in a tab', scope: 'API' },
      headers: { 'recount-account': shown },
    });

  const keysOf = async (account: string): Promise<ReadonlyArray<unknown>> =>
    (await ada.ask(`/v1/accounts/${account}/keys`)).body.keys;

  it('a request that names its account lands there, whatever another tab switched to', async () => {
    await ada.browse('/v1/me/context', { method: 'PUT', body: { account: team } });
    const own = await issue(ada.personal, ada.personal);
    expect(own.status).toBe(201);
    expect(own.headers.get('recount-account')).toBe(ada.personal);
    expect(await keysOf(team)).toEqual([]);
    expect(await keysOf(ada.personal)).toHaveLength(2);
  });

  it('what an account is called does not matter: its id, its handle and personal name the same', async () => {
    const before = await keysOf(team);
    expect((await issue(team, 'two-tabs')).headers.get('recount-account')).toBe(team);
    expect((await issue('two-tabs', team)).headers.get('recount-account')).toBe(team);
    expect((await issue('personal', ada.personal)).headers.get('recount-account')).toBe(ada.personal);
    expect(await keysOf(team)).toHaveLength(before.length + 2);
  });

  const underAccounts = allRoutes.filter(({ path }) => path.includes(':account'));

  it.each(underAccounts.map(({ method, path }) => [method, path] as const))(
    '%s %s does nothing where the path says one account and the tab shows another',
    async (method, path) => {
      const before = (await house.ask('/readyz')).body.head;
      const body = changes[`${method} ${path}`];
      const at = path
        .replace(':account', ada.personal)
        .replace(':identity', ada.identityId)
        .replace(':key', keyId)
        .replace(':invitation', 'inv_00000000000000000000000000');
      for (const shown of [team, 'two-tabs']) {
        const answer = await ada.browse(at, { method, body, headers: { 'recount-account': shown } });
        expect(answer.body).toMatchObject({ status: 409, code: 'ContextChanged' });
      }
      expect((await house.ask('/readyz')).body.head).toBe(before);
    },
  );

  it('an account of somebody else is not there, in the path and in the header alike', async () => {
    const ben = await house.signIn('Ben');
    for (const answer of [await issue(ben.personal, ada.personal), await issue(ada.personal, ben.personal)])
      expect(answer.body).toMatchObject({ status: 404, code: 'AccountUnknown' });
  });
});
