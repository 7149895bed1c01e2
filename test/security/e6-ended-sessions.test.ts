import { describe, expect, it, vi } from 'vitest';
import { inMemory, inPostgres } from '../core/rig/grounds.js';
import { asking } from '../express/asking.js';
import { link, waysOf } from '../express/linking.js';
import { cookieIn, type Person, type Running } from '../express/running.js';
import { onNodes } from './nodes.js';

/** Who is to be out, and what puts them out. */
type Ending = { readonly out: Person; readonly end: () => Promise<{ readonly status: number }> };

const google = 'https://other.example.test';

// How long a node may go on without hearing from the log before it lets nobody in, and what a busy machine adds.
const statedLag = 30_000;

const other = async (house: Running) => ({ one: await house.signIn('Ada'), out: await house.signIn('Ada') });

const endings: ReadonlyArray<readonly [string, (house: Running) => Promise<Ending>]> = [
  [
    'signed out',
    async (house) => {
      const out = await house.signIn('Ada');
      return { out, end: () => out.browse('/v1/sign-out', { method: 'POST' }) };
    },
  ],
  [
    'was ended from another session',
    async (house) => {
      const { one, out } = await other(house);
      const { sessionId } = (await out.ask('/v1/me')).body;
      return { out, end: () => one.browse(`/v1/me/sessions/${sessionId}`, { method: 'DELETE' }) };
    },
  ],
  [
    'was one of all the others',
    async (house) => {
      const { one, out } = await other(house);
      return { out, end: () => one.browse('/v1/me/sessions', { method: 'DELETE' }) };
    },
  ],
  [
    'was signed out everywhere',
    async (house) => {
      const { one, out } = await other(house);
      return { out, end: () => one.browse('/v1/me/sign-out-everywhere', { method: 'POST' }) };
    },
  ],
  [
    'came by a login that was taken away',
    async (house) => {
      const one = await house.signIn('Ada');
      await link(house, one, { as: 'Ben' });
      const out = await house.signIn('Ben', 'other');
      expect(out.identityId).toBe(one.identityId);
      const { [google]: loginId } = await waysOf(one);
      return { out, end: () => one.browse(`/v1/me/logins/${loginId}`, { method: 'DELETE' }) };
    },
  ],
];

const grounds = [inMemory, inPostgres];
describe.each(grounds)('E6 on nodes $name a session that', (ground) => {
  it.each(endings)('%s is dead at once where that was acknowledged, and soon on another node', (_, begin) =>
    onNodes(ground, [], async ({ start, beside }) => {
      const [here, there] = [await start(), await beside()];
      const { out, end } = await begin(here);
      const elsewhere = asking(there.origin, { authorization: `Bearer ${out.token}` });
      await vi.waitFor(async () => expect((await elsewhere('/v1/me')).status).toBe(200), statedLag);
      expect((await end()).status).toBe(204);
      expect((await out.ask('/v1/me')).body).toMatchObject({ status: 401, code: 'CredentialRefused' });
      expect((await out.browse('/v1/me')).status).toBe(401);
      await vi.waitFor(async () => expect((await elsewhere('/v1/me')).status).toBe(401), statedLag);
      for (const ask of [out.ask, elsewhere]) expect((await ask('/v1/me')).status).toBe(401);
    }),
  );
});

describe('E6 whoever', () => {
  const onOne = (run: (house: Running) => Promise<void>) => () =>
    onNodes(inMemory, [], async ({ start }) => run(await start()));

  it(
    'signs out has no cookie any more',
    onOne(async (house) => {
      const ben = await house.signIn('Ben');
      const answer = await ben.browse('/v1/sign-out', { method: 'POST' });
      expect([answer.status, cookieIn(answer.headers, 'recount')]).toEqual([204, '']);
    }),
  );

  it(
    'ends all others stays, and whoever signs out everywhere stays nowhere',
    onOne(async (house) => {
      const [one, two] = [await house.signIn('Cleo'), await house.signIn('Cleo')];
      await one.browse('/v1/me/sessions', { method: 'DELETE' });
      expect([(await one.ask('/v1/me')).status, (await two.ask('/v1/me')).status]).toEqual([200, 401]);
      await one.browse('/v1/me/sign-out-everywhere', { method: 'POST' });
      expect((await one.ask('/v1/me')).status).toBe(401);
      expect((await house.signIn('Cleo')).identityId).toBe(one.identityId);
    }),
  );

  it(
    'takes a login away stays, and is told that it is gone',
    onOne(async (house) => {
      const ada = await house.signIn('Ada');
      await link(house, ada, { as: 'Ben' });
      const { [google]: loginId } = await waysOf(ada);
      await ada.browse(`/v1/me/logins/${loginId}`, { method: 'DELETE' });
      expect(Object.keys(await waysOf(ada))).toEqual(['https://scripted.example.test']);
    }),
  );
});

describe('D6 E6 a key of an account that was archived', () => {
  it.each(grounds.map((ground) => [ground.name, ground] as const))(
    'is dead at once where that was acknowledged, and soon on another node, %s',
    (_, ground) =>
      onNodes(ground, [], async ({ start, beside }) => {
        const [here, there] = [await start(), await beside()];
        const ada = await here.signIn('Ada');
        const team = { name: 'Resting', handle: 'resting' };
        const { accountId } = (await ada.ask('/v1/teams', { method: 'POST', body: team })).body;
        const keys = `/v1/accounts/${accountId}/keys`;
        const { secret } = (await ada.ask(keys, { method: 'POST', body: { name: 'k', scope: 'API' } })).body;
        const isGood = async ({ ask }: Running): Promise<boolean> =>
          (await ask('/v1/keys/verify', { method: 'POST', body: { key: secret } })).body.valid;
        await vi.waitFor(async () => expect(await isGood(there)).toBe(true), statedLag);
        expect((await ada.browse(`/v1/accounts/${accountId}/archive`, { method: 'POST' })).status).toBe(200);
        expect(await isGood(here)).toBe(false);
        expect((await here.as(secret)('/v1/me')).status).toBeGreaterThanOrEqual(400);
        await vi.waitFor(async () => expect(await isGood(there)).toBe(false), statedLag);
      }),
  );
});
