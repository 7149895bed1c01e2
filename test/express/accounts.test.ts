import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Person, running, type Running } from './running.js';

describe('accounts over HTTP', () => {
  let house: Running;
  let ada: Person;
  let ben: Person;
  beforeAll(async () => {
    house = await running();
    ada = await house.signIn('Ada');
    ben = await house.signIn('Ben');
  });
  afterAll(() => house.stop());

  const team = async (handle: string): Promise<string> => {
    const made = await ada.ask('/v1/teams', { method: 'POST', body: { name: 'A team', handle } });
    expect(made.status).toBe(201);
    return made.body.accountId;
  };

  it('one signs in and has a personal account, with its name and its place to work', async () => {
    const { body } = await ada.ask('/v1/me');
    expect(body).toMatchObject({
      type: 'person',
      name: 'Ada',
      email: 'ada@example.test',
      active: { kind: 'personal' },
    });
    expect(body.accounts).toHaveLength(1);
    expect(body.active.actions).toContain('keys:issue');
  });

  it('an account answers to its id, its handle and, one’s own, to personal', async () => {
    const id = await team('three-names');
    const answers = await Promise.all([id, 'three-names'].map((name) => ada.ask(`/v1/accounts/${name}`)));
    for (const answer of answers) {
      expect(answer.body).toMatchObject({ accountId: id, role: 'admin', name: 'A team' });
      expect(answer.headers.get('recount-account')).toBe(id);
    }
    expect((await ada.ask('/v1/accounts/personal')).body.accountId).toBe(ada.personal);
  });

  it('a write says where the log is, and a read waits until it is there', async () => {
    const id = await team('reads-writes');
    const renamed = await ada.ask(`/v1/accounts/${id}`, { method: 'PATCH', body: { name: 'Another name' } });
    expect(renamed.status).toBe(200);
    const position = renamed.headers.get('recount-position')!;
    expect(position).toMatch(/^[0-9a-z]{8}-[0-9]+$/);
    const read = await ada.ask(`/v1/accounts/${id}`, { headers: { 'recount-at-least': position } });
    expect(read.body.name).toBe('Another name');
    expect(read.headers.get('etag')).toBe(renamed.headers.get('etag'));
  });

  it('a position of another log, one beyond the head and one that is none are told apart', async () => {
    const [log, head] = (
      await ada.ask('/v1/teams', { method: 'POST', body: { name: 'T', handle: 'head-of-log' } })
    ).headers
      .get('recount-position')!
      .split('-');
    const answers = await Promise.all(
      [`zzzzzzzz-${head}`, `${log}-${Number(head) + 1000}`, 'nonsense'].map((position) =>
        ada.ask('/v1/me', { headers: { 'recount-at-least': position } }),
      ),
    );
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      [400, 'PositionOfAnotherLog'],
      [409, 'PositionUnknown'],
      [400, 'Misfit'],
    ]);
  });

  it('a change of what has changed meanwhile is refused', async () => {
    const id = await team('if-match');
    const seen = (await ada.ask(`/v1/accounts/${id}`)).headers.get('etag')!;
    const change = (name: string) =>
      ada.ask(`/v1/accounts/${id}`, { method: 'PATCH', body: { name }, headers: { 'if-match': seen } });
    expect((await change('First')).status).toBe(200);
    expect((await change('Second')).body).toMatchObject({ status: 412, code: 'RevisionMoved' });
  });

  it('of 16 changes of what all of them have seen, one is made', async () => {
    const id = await team('if-match-race');
    const seen = (await ada.ask(`/v1/accounts/${id}`)).headers.get('etag')!;
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, i) =>
        ada.ask(`/v1/accounts/${id}`, {
          method: 'PATCH',
          body: { name: `Name ${i}` },
          headers: { 'if-match': seen },
        }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 412)).toHaveLength(15);
  });

  it('a change that is asked for again with what was seen before hears the first outcome', async () => {
    const id = await team('if-match-again');
    const seen = (await ada.ask(`/v1/accounts/${id}`)).headers.get('etag')!;
    const change = () =>
      ada.ask(`/v1/accounts/${id}`, {
        method: 'PATCH',
        body: { name: 'Once' },
        headers: { 'if-match': seen, 'idempotency-key': 'if-match-again-1' },
      });
    expect((await change()).status).toBe(200);
    const again = await change();
    expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([200, 'true']);
  });

  it('a stranger learns of no revision', async () => {
    const id = await team('if-match-stranger');
    const answer = await ben.ask(`/v1/accounts/${id}`, {
      method: 'PATCH',
      body: { name: 'Mine' },
      headers: { 'if-match': '"0"' },
    });
    expect(answer.body).toMatchObject({ status: 404, code: 'AccountUnknown' });
  });

  it('an account shows what it was at a position and at a moment', async () => {
    const id = await team('long-ago');
    const before = (
      await ada.ask(`/v1/accounts/${id}`, { method: 'PATCH', body: { name: 'Before' } })
    ).headers.get('recount-position')!;
    const moment = new Date().toISOString();
    await new Promise((resolve) => setTimeout(resolve, 5));
    await ada.ask(`/v1/accounts/${id}`, { method: 'PATCH', body: { name: 'After' } });
    const then = await ada.ask(`/v1/accounts/${id}?asOf=${before}`);
    expect(then.body.name).toBe('Before');
    expect(then.headers.get('recount-position')).toBe(before);
    expect((await ada.ask(`/v1/accounts/${id}?asOf=${moment}`)).body.name).toBe('Before');
  });

  it('an archived account refuses use until it is restored, and says so', async () => {
    const id = await team('sleepy');
    const archived = await ada.ask(`/v1/accounts/${id}/archive`, { method: 'POST' });
    expect(archived.body).toEqual({ accountId: id, state: 'archived' });
    const refused = await ada.ask(`/v1/accounts/${id}`, { method: 'PATCH', body: { name: 'No' } });
    expect(refused.body.code).toBe('ArchivedAccountsAreQuiet');
    expect((await ada.ask(`/v1/accounts/${id}/restore`, { method: 'POST' })).body.state).toBe('open');
  });

  it('a handle moves, and the one before is not free for others', async () => {
    const id = await team('old-handle');
    expect(
      (await ada.ask(`/v1/accounts/${id}/handle`, { method: 'PUT', body: { handle: 'new-handle' } })).status,
    ).toBe(200);
    const taken = await ben.ask('/v1/teams', { method: 'POST', body: { name: 'B', handle: 'old-handle' } });
    expect(taken.body).toMatchObject({ status: 409, code: 'HandleIsTakenOnce' });
    expect((await ada.ask('/v1/accounts/new-handle')).body.accountId).toBe(id);
  });

  it('F6 what is a stranger’s does not exist, and answers like what never did', async () => {
    const id = await team('not-bens');
    const never = `acc_${'0'.repeat(26)}`;
    const paths = ['', '/members', '/keys', '/invitations', '/history'];
    for (const path of paths) {
      const foreign = await ben.ask(`/v1/accounts/${id}${path}`);
      const nothing = await ben.ask(`/v1/accounts/${never}${path}`);
      expect(foreign.status).toBe(404);
      expect({ ...foreign.body, instance: '' }).toEqual({ ...nothing.body, instance: '' });
      expect(foreign.headers.get('recount-account')).toBeNull();
    }
  });

  it('history recounts what happened, in pages, with the personal parts opened', async () => {
    const first = await ada.ask('/v1/me/history?limit=2');
    expect(first.body.happenings.map(({ type }: { type: string }) => type)).toContain('IdentityRegistered');
    expect(first.headers.get('link')).toContain('rel="next"');
    const second = await ada.ask(`/v1/me/history?limit=2&after=${first.body.next}`);
    expect(second.status).toBe(200);
    expect(second.body.happenings[0].position).not.toBe(first.body.happenings[0].position);
    const all = await ada.ask('/v1/me/history?limit=100');
    expect(JSON.stringify(all.body)).not.toContain('hash');
    expect(JSON.stringify(all.body)).toContain('ada@example.test');
  });

  it.each([
    'аdmin',
    'admin',
    'api',
    'well-known',
    'personal',
    'Team-Name',
    'a\u200bb-c',
    'a\u202eb-c',
    '12345',
    '-abc',
    'abc-',
    'a--b',
    'ab',
    'a'.repeat(40),
  ])('H8 %j is nobody’s handle', async (handle) => {
    const answer = await ada.ask('/v1/teams', { method: 'POST', body: { name: 'H', handle } });
    expect(answer.body).toMatchObject({ status: 400, code: 'Misfit', errors: [{ pointer: '/handle' }] });
  });

  it('H8 of 16 who want a handle at once, one gets it', async () => {
    const people = Array.from({ length: 16 }, (_, index) => (index % 2 === 0 ? ada : ben));
    const answers = await Promise.all(
      people.map((person) =>
        person.ask('/v1/teams', { method: 'POST', body: { name: 'R', handle: 'one-winner' } }),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(answers.flatMap(({ body }) => body.code ?? []))).toEqual(new Set(['HandleIsTakenOnce']));
  });
});
