import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asking } from '../express/asking.js';
import { type Person, running, type Running } from '../express/running.js';

type Operations = Readonly<Record<string, unknown>>;

const evil = 'https://evil.test';

describe('E4 no GET writes but a callback and finish', () => {
  let house: Running;
  let ada: Person;
  let appended = 0;
  const named: Record<string, string> = {};
  beforeAll(async () => {
    house = await running({
      tamper: ({ log }) => ({
        log: {
          ...log,
          append: (commit) => {
            appended += 1;
            return log.append(commit);
          },
        },
      }),
    });
    ada = await house.signIn('Ada');
    const body = { name: 'Reads', handle: 'only-reads' };
    const { accountId } = (await ada.ask('/v1/teams', { method: 'POST', body })).body;
    const key = { name: 'read', scope: 'API' };
    const issued = await ada.ask(`/v1/accounts/${accountId}/keys`, { method: 'POST', body: key });
    Object.assign(named, { account: accountId, key: issued.body.keyId });
  });
  afterAll(() => house.stop());

  const pathsWith = async (method: string): Promise<ReadonlyArray<string>> => {
    const { paths } = (await house.ask('/openapi.json')).body as { paths: Record<string, Operations> };
    return Object.entries(paths).flatMap(([path, operations]) =>
      method in operations
        ? [path.replaceAll(/\{(\w+)\}/g, (_, name: string) => named[name] ?? ada.identityId)]
        : [],
    );
  };

  const browse = (path: string, method = 'GET') =>
    asking(house.origin, { cookie: ada.cookie, origin: evil, 'sec-fetch-site': 'cross-site' })(path, {
      method,
    });

  it('control: what writes is counted', async () => {
    const before = appended;
    await ada.browse('/v1/me/context', { method: 'PUT', body: { account: named['account'] } });
    expect(appended).toBe(before + 1);
  });

  it('each GET under /v1 is answered, and none of them reaches the log', async () => {
    const reads = (await pathsWith('get')).filter((path) => path.startsWith('/v1/'));
    expect(reads.length).toBeGreaterThan(8);
    const before = appended;
    for (const path of reads)
      for (const method of ['GET', 'HEAD']) {
        const { status, headers } = await browse(path, method);
        expect([method, path, status]).toEqual([method, path, 200]);
        expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
        expect(headers.getSetCookie()).toEqual([]);
      }
    expect(appended).toBe(before);
    expect((await ada.ask('/v1/me')).status).toBe(200);
  });

  it('nor does a GET of what only others write, delete or end', async () => {
    const reads = new Set(await pathsWith('get'));
    const others = ['post', 'put', 'patch', 'delete'];
    const writes = (await Promise.all(others.map(pathsWith))).flat().filter((path) => !reads.has(path));
    expect(writes.length).toBeGreaterThan(15);
    const before = appended;
    for (const path of writes) expect([path, (await browse(path)).status]).toEqual([path, 405]);
    expect(appended).toBe(before);
  });

  it.each(['/', '/sign-in/scripted', '/docs', '/openapi.json', '/problems', '/livez', '/readyz'])(
    'nor does the page %s',
    async (path) => {
      const before = appended;
      expect((await browse(path)).status).toBeLessThan(400);
      expect(appended).toBe(before);
    },
  );

  it('a start of a sign-in writes nothing either: its callback does', async () => {
    const before = appended;
    const started = await house.ask('/sign-in/scripted', { headers: { 'sec-fetch-site': 'none' } });
    expect(started.status).toBe(303);
    expect(appended).toBe(before);
    await house.signIn('Ben');
    expect(appended).toBeGreaterThan(before);
  });
});
