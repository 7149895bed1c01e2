import { afterEach, describe, expect, it } from 'vitest';
import { waysOf } from '../express/linking.js';
import { begin, type Person, running, type Running } from '../express/running.js';
import { type Invented, invented, scripted } from '../express/scripted.js';

const github = 'https://scripted.example.test';
const google = 'https://other.example.test';

const victim = invented('Victim');
const known = (...people: ReadonlyArray<readonly [string, Invented]>) => new Map(people);

describe('an address brings two logins together only if both providers verified it', () => {
  const houses: Running[] = [];
  const houseOf = async (atGitHub: Map<string, Invented>, atGoogle: Map<string, Invented>) => {
    const providers = [scripted('scripted', atGitHub), scripted('other', atGoogle)];
    const house = await running({ providers });
    houses.push(house);
    return house;
  };
  afterEach(async () => {
    for (const house of houses.splice(0)) await house.stop();
  });

  const team = async (of: Person, handle: string): Promise<string> =>
    (await of.browse('/v1/teams', { method: 'POST', body: { name: handle, handle } })).body.accountId;

  it.each([
    [false, true],
    [true, false],
    [false, false],
  ])(
    'B1 somebody who was first with an address (verified: %s) stays apart from whoever comes with it (%s)',
    async (first, second) => {
      const house = await houseOf(
        known(['Eve', { ...victim, subject: 'eve', verified: first }]),
        known(['Victim', { ...victim, verified: second }]),
      );
      const eve = await house.signIn('Eve');
      const real = await house.signIn('Victim', 'other');
      expect(real.identityId).not.toBe(eve.identityId);
      expect(real.personal).not.toBe(eve.personal);
      expect(Object.keys(await waysOf(eve))).toEqual([github]);
      expect(Object.keys(await waysOf(real))).toEqual([google]);
    },
  );

  describe('B2 an owner who comes after somebody who once verified the mailbox', () => {
    const owned = async () => {
      const house = await houseOf(
        known(['Former', { ...victim, subject: 'former' }]),
        known(['Owner', victim]),
      );
      const former = await house.signIn('Former');
      const terminal = await house.signIn('Former');
      const acme = await team(former, 'acme');
      const key = { name: 'build', scope: 'API' };
      await former.browse(`/v1/accounts/${acme}/keys`, { method: 'POST', body: key });
      const { state, cookie } = await begin(house.ask, 'other', '?return_to=%2F%23%2Facme');
      const back = await house.ask(`/sign-in/other/callback?state=${state}&code=Owner`, {
        headers: { cookie },
      });
      const owner = await house.signIn('Owner', 'other');
      return { house, former, terminal, back, owner, acme };
    };

    it('ends every older session, in browsers and terminals', async () => {
      const { former, terminal, owner } = await owned();
      expect(owner.identityId).toBe(former.identityId);
      expect((await former.browse('/v1/me')).status).toBe(401);
      expect((await terminal.ask('/v1/me')).status).toBe(401);
    });

    it('is told at once what was joined, and sees the logins, memberships and keys that there are', async () => {
      const { back, owner, acme } = await owned();
      expect(back.headers.get('location')).toBe(`/#/joined/${encodeURIComponent('/#/acme')}`);
      const { body } = await owner.ask('/v1/me/logins');
      expect(body.logins.map(({ issuer, by }: { issuer: string; by: string }) => [issuer, by])).toEqual([
        [github, 'registration'],
        [google, 'merge'],
      ]);
      const { body: me } = await owner.ask('/v1/me');
      expect(me.accounts.map(({ accountId }: { accountId: string }) => accountId)).toContain(acme);
      const { body: keys } = await owner.ask(`/v1/accounts/${acme}/keys`);
      expect(keys.keys).toHaveLength(1);
    });

    it('and takes the former’s login out: it is somebody else’s, without the address, and stays so', async () => {
      const { house, owner, acme } = await owned();
      const ways = await waysOf(owner);
      const out = await owner.browse(`/v1/me/logins/${ways[github]}/unmerge`, { method: 'POST', body: {} });
      expect([out.status, out.body]).toEqual([200, { accountsLeft: [] }]);
      const former = await house.signIn('Former');
      expect(former.identityId).not.toBe(owner.identityId);
      expect((await former.ask(`/v1/accounts/${acme}`)).status).toBe(404);
      expect((await owner.ask(`/v1/accounts/${acme}`)).status).toBe(200);
      expect(Object.keys(await waysOf(owner))).toEqual([google]);
    });
  });

  it('B4 a linked person whose provider comes with another’s address stays who they are, and the other keeps it', async () => {
    const mallory = invented('Mallory');
    const atGitHub = known(['Mallory', mallory]);
    const house = await houseOf(atGitHub, known(['Victim', victim]));
    const before = await house.signIn('Mallory');
    const real = await house.signIn('Victim', 'other');
    atGitHub.set('Mallory', { ...mallory, email: victim.email });
    const after = await house.signIn('Mallory');
    expect([after.identityId, after.personal]).toEqual([before.identityId, before.personal]);
    expect((await house.signIn('Victim', 'other')).identityId).toBe(real.identityId);
    expect(Object.keys(await waysOf(after))).toEqual([github]);
    expect((await real.ask('/v1/me')).status).toBe(200);
  });
});
