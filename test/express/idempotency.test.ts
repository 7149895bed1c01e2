import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Person, running, type Running } from './running.js';

describe('asking twice over HTTP', () => {
  let house: Running;
  let ada: Person;
  let ben: Person;
  beforeAll(async () => {
    house = await running();
    ada = await house.signIn('Ada');
    ben = await house.signIn('Ben');
  });
  afterAll(() => house.stop());

  const create = (person: Person, handle: string, key: string) =>
    person.ask('/v1/teams', {
      method: 'POST',
      body: { name: 'Twice', handle },
      headers: { 'idempotency-key': key },
    });

  it('H11 the same request under the same key is done once, and answered twice', async () => {
    const key = randomUUID();
    const first = await create(ada, 'asked-twice', key);
    const second = await create(ada, 'asked-twice', key);
    expect(second.body).toEqual(first.body);
    expect(second.status).toBe(201);
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    expect(second.headers.get('recount-position')).toBe(first.headers.get('recount-position'));
    expect((await ada.ask('/v1/me')).body.accounts).toHaveLength(2);
  });

  it('H11 another body under the same key is refused', async () => {
    const key = randomUUID();
    await create(ada, 'one-body', key);
    expect((await create(ada, 'other-body', key)).body).toMatchObject({
      status: 422,
      code: 'IdempotencyMismatch',
    });
  });

  it('H11 keys of different people and different routes are apart', async () => {
    const key = randomUUID();
    const mine = await create(ada, 'apart-one', key);
    const theirs = await create(ben, 'apart-two', key);
    expect(theirs.status).toBe(201);
    expect(theirs.body.accountId).not.toBe(mine.body.accountId);
    const elsewhere = await ada.ask('/v1/me/context', {
      method: 'PUT',
      body: { account: 'personal' },
      headers: { 'idempotency-key': key },
    });
    expect(elsewhere.status).toBe(200);
  });

  it('H11 of the same request sent many times at once, one is done and the others wait or say so', async () => {
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 16 }, () => create(ada, 'at-once', key)));
    const codes = new Set(answers.map(({ status, body }) => body.code ?? status));
    expect([...codes].every((code) => code === 201 || code === 'RequestInFlight')).toBe(true);
    const made = new Set(answers.flatMap(({ body }) => body.accountId ?? []));
    expect(made.size).toBe(1);
  });

  it.each(['short', 'a'.repeat(15), 'a'.repeat(256), 'with a space in it'])(
    'H11 the key %j is none',
    async (key) => {
      expect((await create(ada, 'bad-key', key)).body).toMatchObject({
        status: 400,
        code: 'IdempotencyKeyMalformed',
      });
    },
  );

  it('a one-time secret is told again to whoever repeats the request within a day', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const ask = () =>
      ada.ask('/v1/accounts/personal/keys', {
        method: 'POST',
        body: { name: 'Twice', scope: 'API' },
        headers,
      });
    const [first, second] = [await ask(), await ask()];
    expect(second.body).toEqual(first.body);
    await house.wait(25 * 3_600_000);
    const { body } = await ask();
    expect(body).toMatchObject({ keyId: first.body.keyId, secretGone: true });
    expect(body.secret).toBeUndefined();
  });

  it('whoever left a team and asks again hears the first outcome', async () => {
    const { accountId } = (await create(ada, 'left-twice', randomUUID())).body;
    const invited = await ada.ask(`/v1/accounts/${accountId}/invitations`, {
      method: 'POST',
      body: { link: { uses: 1 }, role: 'admin' },
    });
    const invitation = invited.body.url.split('/').at(-1);
    await ben.ask('/v1/invitations/accept', { method: 'POST', body: { invitation } });
    const headers = { 'idempotency-key': randomUUID() };
    const leave = () => ben.ask(`/v1/accounts/${accountId}/leave`, { method: 'POST', headers });
    expect((await leave()).status).toBe(204);
    const again = await leave();
    expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([204, 'true']);
  });
});
