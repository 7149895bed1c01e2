import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allRoutes } from '@recount/api';
import { type Answered, asking } from './asking.js';
import { type Person, running, type Running } from './running.js';

describe('keys over HTTP', () => {
  let house: Running;
  let ada: Person;
  let ben: Person;
  let teamA: string;
  let teamB: string;

  const team = async (person: Person, handle: string): Promise<string> =>
    (await person.ask('/v1/teams', { method: 'POST', body: { name: handle, handle } })).body.accountId;

  const key = async (person: Person, account: string, scope: string) =>
    (
      await person.ask(`/v1/accounts/${account}/keys`, {
        method: 'POST',
        body: { name: `${scope} key`, scope },
      })
    ).body;

  beforeAll(async () => {
    house = await running();
    ada = await house.signIn('Ada');
    ben = await house.signIn('Ben');
    teamA = await team(ada, 'team-a');
    teamB = await team(ben, 'team-b');
  });
  afterAll(() => house.stop());

  it('a key asks as its account, and is told what it may do', async () => {
    const { secret, keyId } = await key(ada, teamA, 'ADMIN');
    const { body } = await house.as(secret)('/v1/me');
    expect(body).toMatchObject({ type: 'key', keyId, scope: 'ADMIN', active: { accountId: teamA } });
  });

  it('D1 the account of a new key comes from the path alone', async () => {
    const path = `/v1/accounts/${teamA}/keys`;
    const body = { name: 'Mine', scope: 'API' };
    expect((await house.ask(path, { method: 'POST', body })).status).toBe(401);
    expect((await ben.ask(path, { method: 'POST', body })).status).toBe(404);
    for (const extra of ['accountId', 'account', 'userId', 'issuerId'])
      expect(
        (await ben.ask(`/v1/accounts/${teamB}/keys`, { method: 'POST', body: { ...body, [extra]: teamA } }))
          .status,
      ).toBe(400);
  });

  it('D2 an API key does nothing that needs an ADMIN key, by whatever spelling', async () => {
    const { secret, keyId } = await key(ada, teamA, 'API');
    const ask = house.as(secret);
    for (const [method, path, body] of [
      ['GET', 'keys', undefined],
      ['POST', 'keys', { name: 'x', scope: 'API' }],
      ['GET', `keys/${keyId}`, undefined],
      ['PATCH', `keys/${keyId}`, { name: 'x' }],
      ['POST', `keys/${keyId}/rotate`, { graceSeconds: 0 }],
      ['DELETE', `keys/${keyId}`, undefined],
      ['GET', 'members', undefined],
      ['GET', 'invitations', undefined],
      ['GET', 'history', undefined],
      ['POST', 'archive', {}],
      ['PATCH', '', { name: 'x' }],
    ] as const) {
      const at = `/v1/accounts/${teamA}${path === '' ? '' : `/${path}`}`;
      const answer = await ask(at, body === undefined ? { method } : { method, body });
      expect([method, at, answer.status]).toEqual([method, at, 403]);
      expect((await ask(`${at}/`, { method })).status).toBe(404);
      expect((await ask(at.replace('/v1/', '/V1/'), { method })).status).toBe(404);
    }
    const overridden = await ask('/v1/me', { headers: { 'x-http-method-override': 'DELETE' } });
    expect(overridden.status).toBe(200);
  });

  it('D3 a key makes no key greater than itself, and neither invites, promotes nor removes anybody', async () => {
    const { secret } = await key(ada, teamA, 'ADMIN');
    const ask = house.as(secret);
    const at = `/v1/accounts/${teamA}`;
    const minted = await ask(`${at}/keys`, { method: 'POST', body: { name: 'x', scope: 'ADMIN' } });
    expect(minted.body).toMatchObject({ status: 403, code: 'KeysMintOnlyLesserKeys' });
    expect((await ask(`${at}/keys`, { method: 'POST', body: { name: 'x', scope: 'API' } })).status).toBe(201);
    for (const [method, path, body] of [
      ['POST', 'invitations', { email: 'eve@example.test', role: 'auditor' }],
      ['PATCH', `members/${ada.identityId}`, { role: 'auditor' }],
      ['DELETE', `members/${ada.identityId}`, undefined],
      ['POST', 'leave', {}],
    ] as const)
      expect(
        (await ask(`${at}/${path}`, { method, ...(body === undefined ? {} : { body }) })).body.code,
      ).toBe('PeopleManagePeople');
  });

  it('D4 a key works in its own account, and every other does not exist for it', async () => {
    const { secret } = await key(ada, teamA, 'ADMIN');
    const personal = await key(ada, ada.personal, 'ADMIN');
    const foreign = await key(ben, teamB, 'API');
    const own = house.as(secret);
    for (const { method, path } of allRoutes.filter((route) => route.path.includes(':account'))) {
      const at = path
        .replace(':account', teamB)
        .replace(':key', foreign.keyId)
        .replace(':identity', ben.identityId)
        .replace(':invitation', `inv_${'0'.repeat(26)}`);
      const sent = ['GET', 'DELETE'].includes(method) ? {} : { body: bodies[`${method} ${path}`] ?? {} };
      const answer = await own(at, { method, ...sent });
      const headers = { 'recount-account': 'team-b' };
      const stated = await own(at.replace(teamB, teamA), { method, headers, ...sent });
      expect([path, codeOf(answer), codeOf(stated)]).toEqual([path, 'AccountUnknown', 'AccountUnknown']);
    }
    expect((await house.as(personal.secret)(`/v1/accounts/${teamA}`)).status).toBe(404);
    expect((await own('/v1/me', { headers: { 'recount-account': 'team-b' } })).status).toBe(404);
  });

  const codeOf = ({ body }: Answered): unknown => body?.code;

  const bodies: Readonly<Record<string, unknown>> = {
    'PATCH /v1/accounts/:account': { name: 'x' },
    'PUT /v1/accounts/:account/handle': { handle: 'some-handle' },
    'PATCH /v1/accounts/:account/members/:identity': { role: 'admin' },
    'POST /v1/accounts/:account/invitations': { email: 'eve@example.test', role: 'admin' },
    'POST /v1/accounts/:account/keys': { name: 'x', scope: 'API' },
    'PATCH /v1/accounts/:account/keys/:key': { name: 'x' },
    'POST /v1/accounts/:account/keys/:key/rotate': { graceSeconds: 0 },
  };

  it('F6 a key of another account is none of this one’s', async () => {
    const foreign = await key(ben, teamB, 'API');
    const at = `/v1/accounts/${teamA}/keys/${foreign.keyId}`;
    expect((await ada.ask(at)).body.code).toBe('KeysBelongToAccounts');
    expect((await ada.ask(at, { method: 'DELETE' })).body.code).toBe('KeysBelongToAccounts');
    expect((await house.as(foreign.secret)('/v1/me')).status).toBe(200);
  });

  it('D8 a secret is shown once, and never listed', async () => {
    const made = await key(ada, teamA, 'API');
    expect(made.secret).toMatch(/^rk_/);
    expect(made.secret.endsWith(made.last4)).toBe(true);
    const shown = [
      await ada.ask(`/v1/accounts/${teamA}/keys`),
      await ada.ask(`/v1/accounts/${teamA}/keys/${made.keyId}`),
      await ada.ask(`/v1/accounts/${teamA}/history?limit=100`),
    ];
    for (const { text } of shown) {
      expect(text).not.toContain(made.secret);
      expect(text).not.toMatch(/[0-9a-f]{64}/);
    }
  });

  it('D9 a key in an address is refused, and stands in no log', async () => {
    const { secret } = await key(ada, teamA, 'API');
    for (const query of [`key=${secret}`, `api_key=${secret}`, `access_token=x`, `q=${secret}`])
      expect((await house.ask(`/v1/me?${query}`)).body).toMatchObject({
        status: 400,
        code: 'CredentialInAddress',
      });
    expect((await house.ask(`/v1/accounts/${secret}`)).status).toBe(400);
    await house.ask('/v1/keys/verify', { method: 'POST', body: { key: `${secret}x` } });
    await house.as(`${secret}x`)('/v1/me');
    expect(house.logged()).not.toContain(secret.slice(3, 40));
  });

  it.each([
    ['with a wrong checksum', (s: string) => `${s.slice(0, -1)}${s.endsWith('0') ? '1' : '0'}`],
    ['with a wrong prefix', (s: string) => `sk_${s.slice(3)}`],
    ['cut short', (s: string) => s.slice(0, 20)],
    ['that is long', () => 'r'.repeat(8_000)],
  ])('D10 a key %s lets nobody in', async (_, spoil) => {
    const { secret } = await key(ada, teamA, 'API');
    const answer = await house.as(spoil(secret))('/v1/me');
    expect(answer.body).toMatchObject({ status: 401, code: 'CredentialRefused' });
    expect(answer.headers.get('www-authenticate')).toContain('Key');
  });

  it('D10 two credentials in one request are not chosen from', async () => {
    const { secret } = await key(ada, teamA, 'API');
    const both = asking(house.origin, { cookie: ada.cookie, authorization: `Key ${secret}` });
    expect((await both('/v1/me')).body).toMatchObject({ status: 400, code: 'AmbiguousCredentials' });
  });

  it('both secrets of a rotated key work until the grace time is over', async () => {
    const made = await key(ada, teamA, 'API');
    const at = `/v1/accounts/${teamA}/keys/${made.keyId}`;
    const rotated = await ada.ask(`${at}/rotate`, { method: 'POST', body: { graceSeconds: 60 } });
    expect((await house.as(made.secret)('/v1/me')).status).toBe(200);
    expect((await house.as(rotated.body.secret)('/v1/me')).status).toBe(200);
    await house.wait(61_000);
    expect((await house.as(made.secret)('/v1/me')).status).toBe(401);
    expect((await house.as(rotated.body.secret)('/v1/me')).status).toBe(200);
    expect((await ada.ask(`${at}?why=leaked`, { method: 'DELETE' })).status).toBe(204);
    expect((await house.as(rotated.body.secret)('/v1/me')).status).toBe(401);
    expect((await ada.ask(at)).body).toMatchObject({ state: 'revoked', why: 'leaked' });
  });

  it('a list goes on where its page ended, for whoever got the page and nobody else', async () => {
    for (let count = 0; count < 3; count += 1) await key(ben, teamB, 'API');
    const first = await ben.ask(`/v1/accounts/${teamB}/keys?limit=2`);
    expect(first.body.keys).toHaveLength(2);
    const second = await ben.ask(`/v1/accounts/${teamB}/keys?limit=2&after=${first.body.next}`);
    expect(second.body.keys[0].keyId).not.toBe(first.body.keys[1].keyId);
    const changed = `${first.body.next.startsWith('A') ? 'B' : 'A'}${first.body.next.slice(1)}`;
    const elsewhere = [
      ben.ask(`/v1/accounts/${teamB}/members?after=${first.body.next}`),
      ada.ask(`/v1/accounts/${teamA}/keys?after=${first.body.next}`),
      ben.ask(`/v1/accounts/${teamB}/keys?after=${changed}`),
    ];
    for (const answer of await Promise.all(elsewhere))
      expect(answer.body).toMatchObject({ status: 400, code: 'CursorRefused' });
  });
});
