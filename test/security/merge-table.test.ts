import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inventedPeople } from '@recount/playground';
import type { Ask } from '../express/asking.js';
import { company, only, signInAt, tokenIn } from '../express/company.js';
import { inventedWorld, type Provider, sessionIn, type World } from './providers/world.js';

const [ada] = inventedPeople;
const acme = company(1, 'example.test');
// Whoever got Ada's address after her.
const successor = { ...ada!, subject: 'ada-after-ada', name: 'Another Ada' };

type Somebody = { readonly ask: Ask; readonly identityId: string; readonly personal: string };

describe('the table of signing in, with two real providers', () => {
  let world: World;
  beforeEach(async () => {
    const settings = { connections: only([acme.connection]) };
    world = await inventedWorld({ settings }, [...inventedPeople, successor]);
  });
  afterEach(() => world.stop());

  const somebody = async (token: string): Promise<Somebody> => {
    const ask = world.house.as(token);
    const { body } = await ask('/v1/me');
    const own = body.accounts.find(({ kind }: { kind: string }) => kind === 'personal');
    return { ask, identityId: body.identityId, personal: own.accountId };
  };
  const signIn = async (provider: Provider, person: string): Promise<Somebody> =>
    somebody(sessionIn(await world.signIn(provider, person)) ?? '');
  const signInWithSso = async (email: string): Promise<Somebody> =>
    somebody(tokenIn(await signInAt(world.house.ask, acme, { subject: email, email })) ?? '');

  // How each login came, and what became of its address, by the history of whoever asks.
  const linksOf = async ({
    ask,
  }: Somebody): Promise<ReadonlyArray<readonly [by: string, mailbox: string]>> => {
    const { body } = await ask('/v1/me/history?limit=100');
    return body.happenings
      .filter(({ type }: { type: string }) => type === 'LoginLinked')
      .map(({ details }: { details: Record<string, string> }) => [details['by'], details['mailbox']]);
  };

  it('a claimed login signs in to its identity', async () => {
    const first = await signIn('google', 'ada-example');
    const again = await signIn('google', 'ada-example');
    expect([again.identityId, again.personal]).toEqual([first.identityId, first.personal]);
    expect(await linksOf(again)).toEqual([['registration', 'claimed']]);
  });

  it('an unclaimed login whose verified address an identity without this issuer holds merges into it', async () => {
    const first = await signIn('google', 'ada-example');
    const merged = await signIn('github', 'ada-example');
    expect([merged.identityId, merged.personal]).toEqual([first.identityId, first.personal]);
    expect(await linksOf(merged)).toEqual([
      ['registration', 'claimed'],
      ['merge', 'claimed'],
    ]);
    expect((await first.ask('/v1/me')).status).toBe(401);
  });

  it('one whose address is held by an identity with a login of this issuer registers without it', async () => {
    const first = await signIn('google', 'ada-example');
    const other = await signIn('google', successor.subject);
    expect(other.identityId).not.toBe(first.identityId);
    expect(other.personal).not.toBe(first.personal);
    expect(await linksOf(other)).toEqual([['registration', 'heldByAnother']]);
    expect((await first.ask('/v1/me')).status).toBe(200);
  });

  it('one that is barred from the identity that holds its address registers without it', async () => {
    const first = await signIn('google', 'ada-example');
    const both = await signIn('github', 'ada-example');
    const { body } = await both.ask('/v1/me/logins');
    const merged = body.logins.find(({ by }: { by: string }) => by === 'merge');
    await signIn('google', 'ada-example').then(({ ask }) =>
      ask(`/v1/me/logins/${merged.loginId}`, { method: 'DELETE' }),
    );
    const apart = await signIn('github', 'ada-example');
    expect(apart.identityId).not.toBe(first.identityId);
    expect(await linksOf(apart)).toEqual([['registration', 'heldByAnother']]);
    expect((await signIn('google', 'ada-example')).identityId).toBe(first.identityId);
  });

  it('one whose address nobody holds registers, with an account and the address', async () => {
    const grace = await signIn('github', 'grace-example');
    expect(await linksOf(grace)).toEqual([['registration', 'claimed']]);
    expect(grace.personal).toMatch(/^acc_/);
  });

  it.each(['otto-unproven', 'nell-silent'])(
    'one without a verified address (%s) merges with nothing',
    async (who) => {
      const one = await signIn('google', who);
      const other = await signIn('github', 'otto-unproven');
      expect(other.identityId).not.toBe(one.identityId);
      expect(await linksOf(one)).toEqual([['registration', 'unverified']]);
      expect(await linksOf(other)).toEqual([['registration', 'unverified']]);
    },
  );

  it('single sign-on with the same address is somebody apart, with a personal account of their own', async () => {
    const before = await signIn('google', 'ada-example');
    const employee = await signInWithSso('ada@example.test');
    const after = await signIn('github', 'ada-example');
    expect(after.identityId).toBe(before.identityId);
    expect(employee.identityId).not.toBe(before.identityId);
    expect(employee.personal).not.toBe(before.personal);
    expect(await linksOf(employee)).toEqual([['registration', 'notLookedAt']]);
    const asked = await employee.ask('/v1/me/logins', { method: 'POST', body: { provider: 'google' } });
    expect(asked.body.code).toBe('SingleSignOnHasOneLogin');
  });
});
