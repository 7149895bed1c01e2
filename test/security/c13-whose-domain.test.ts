import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { connectionId } from '../domain/people.js';
import { asking } from '../express/asking.js';
import { company, runningFor } from '../express/company.js';
import { endAll, freshFolder, refusedStart, startProgram } from '../server/program.js';

vi.setConfig({ testTimeout: 30_000 });

const openIdConnect = { issuer: 'https://idp.corp.test', clientId: 'us', clientSecret: 'correct horse' };
const connection = (n: number, ...domains: ReadonlyArray<string>) => ({
  id: connectionId(n),
  title: `Company ${n}`,
  domains,
  openIdConnect,
});

const startedWith = (...connections: ReadonlyArray<object>) => {
  const folder = freshFolder();
  writeFileSync(join(folder, 'sso.json'), JSON.stringify({ connections }));
  return { folder, settings: { RECOUNT_SSO_FILE: 'sso.json', RECOUNT_STORE: 'memory:' } };
};

const refused = async (...connections: ReadonlyArray<object>) => {
  const { folder, settings } = startedWith(...connections);
  const { code, says } = await refusedStart(folder, settings);
  expect(code).toBe(1);
  expect(says).not.toContain('correct horse');
  return says;
};

afterAll(endAll);

describe('C13 a domain that a file gives to a connection', () => {
  it('routes its people there, by that very domain and no other', async () => {
    const { folder, settings } = startedWith(
      connection(1, 'corp.test', 'corp.example'),
      connection(2, 'other.test'),
    );
    const program = startProgram(folder, settings);
    const ask = asking(await program.origin());
    const wayFor = async (email: string) =>
      (await ask('/v1/sign-in/methods', { method: 'POST', body: { email } })).body;
    for (const domain of ['corp.test', 'corp.example', 'CORP.test'])
      expect((await wayFor(`ada@${domain}`)).methods).toMatchObject([{ name: connectionId(1) }]);
    expect((await wayFor('ada@other.test')).methods).toMatchObject([{ name: connectionId(2) }]);
    for (const domain of ['sub.corp.test', 'test', 'corp.test.evil.test', 'xcorp.test'])
      expect(await wayFor(`ada@${domain}`)).toMatchObject({ methods: [], goesByItself: false });
    program.signal('SIGTERM');
    await program.ended;
  });

  it.each(['gmail.com', 'outlook.com', 'yahoo.com', 'gmx.de', 'proton.me', 'icloud.com'])(
    'is not %s, where anybody can have an address',
    async (domain) => {
      expect(await refused(connection(1, 'corp.test', domain))).toMatch(
        /\/connections\/0\/domains\/1 .*nobody’s own domain/,
      );
    },
  );

  it('has one owner: not two connections, and not twice in one', async () => {
    const words = 'a domain belongs to one connection (it stands at /connections/0/domains/0 too)';
    expect(await refused(connection(1, 'corp.test'), connection(2, 'corp.test'))).toContain(words);
    expect(await refused(connection(1, 'corp.test', 'corp.test'))).toContain(words);
  });

  it.each([
    'test',
    'Corp.test',
    '*.corp.test',
    'corp.test.',
    'кор.test',
    'corp..test',
    '',
    '192.0.2.1',
    '@corp.test',
  ])('is spelled as DNS has it: not %j', async (domain) => {
    expect(await refused(connection(1, domain))).toMatch(/\/connections\/0\/domains\/0 {2}expected a domain/);
  });

  it('routes nobody without a connection that is active', async () => {
    const house = await runningFor([company(1, 'corp.test')]);
    const ways = async (email: string) =>
      (await house.ask('/v1/sign-in/methods', { method: 'POST', body: { email } })).body;
    expect((await ways('ada@unverified.test')).goesByItself).toBe(false);
    expect((await ways('ada@corp.test')).goesByItself).toBe(true);
    await house.stop();
  });
});
