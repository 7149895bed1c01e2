import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectionId } from '../domain/people.js';
import type { Answered } from '../express/asking.js';
import {
  acsOf,
  beginAt,
  bring,
  company,
  follow,
  posting,
  runningFor,
  signInAt,
  tokenIn,
} from '../express/company.js';
import type { Running } from '../express/running.js';
import { companyProvider } from '../express/company-provider.js';

// One company runs the providers of two others: each takes the other's answers for good.
const shared = companyProvider();
const a = company(1, 'a.test');
const b = company(2, 'b.test');
const x = company(3, 'x.test', { idp: shared });
const y = company(4, 'y.test', { idp: shared, providerStarted: true });
const ceo = { subject: 'ceo', email: 'ceo@a.test' };

describe('companies are apart from each other and from everybody', () => {
  let house: Running;
  beforeAll(async () => {
    house = await runningFor([a, b, x, y]);
  });
  afterAll(() => house.stop());

  const head = async (): Promise<number> => (await house.ask('/readyz')).body.head;
  const me = async (done: Answered) => (await house.as(tokenIn(done) ?? '')('/v1/me')).body;

  it('C9 control: a company’s own provider vouches for its own addresses', async () => {
    expect((await me(await signInAt(house.ask, a, ceo))).email).toBe('ceo@a.test');
  });

  it.each([
    ['an address of another company', { subject: 'ceo', email: 'ceo@a.test' }, 403],
    ['an address below its own domain', { subject: 's', email: 'ceo@sub.b.test' }, 403],
    ['an address of nobody’s domain', { subject: 's', email: 'ceo@gmail.com' }, 403],
    ['two addresses in one', { subject: 's', email: 'ceo@a.test,x@b.test' }, 400],
    ['an address with two signs', { subject: 's', email: 'ceo@a.test@b.test' }, 400],
    ['no address', { subject: 's' }, 403],
  ])('C9 a provider that vouches for %s is refused, and touches nothing', async (_, said, status) => {
    const mine = await signInAt(house.ask, a, ceo);
    const before = await head();
    const answer = await signInAt(house.ask, b, said);
    expect(answer.status).toBe(status);
    expect(tokenIn(answer)).toBeUndefined();
    expect(answer.text).not.toContain('a.test');
    expect(await head()).toBe(before);
    expect((await me(mine)).realm).toEqual({ type: 'connection', connectionId: connectionId(1) });
  });

  it('C9 the same subject at two companies is two people', async () => {
    const [one, other] = [
      await me(await signInAt(house.ask, a, ceo)),
      await me(await signInAt(house.ask, b, { subject: 'ceo', email: 'ceo@b.test' })),
    ];
    expect(one.identityId).not.toBe(other.identityId);
  });

  it('C10 an answer for one connection is refused at another, even by a provider that serves both', async () => {
    const said = { subject: 's', email: 's@x.test' };
    const begun = await beginAt(house.ask, x);
    const before = await head();
    const form = {
      SAMLResponse: shared.answer({ ...said, inResponseTo: begun.requestId }),
      RelayState: begun.relayState,
    };
    expect((await posting(house.ask, acsOf(y), form)).status).toBe(400);
    expect(await head()).toBe(before);
    const control = await beginAt(house.ask, x);
    const own = await bring(house.ask, x, { ...said, ...control, inResponseTo: control.requestId });
    expect(tokenIn(await follow(house.ask, own, control))).toBeDefined();
  });

  it('C10 an answer of another company’s provider is refused', async () => {
    const { relayState, requestId } = await beginAt(house.ask, a);
    const foreign = b.idp.answer({ ...ceo, inResponseTo: requestId });
    const answer = await posting(house.ask, acsOf(a), { SAMLResponse: foreign, RelayState: relayState });
    expect(answer.status).toBe(400);
  });

  it.each(['https://evil.test/', '//evil.test', '/\\evil.test', '/teams', 'javascript:alert(1)'])(
    'C10 a RelayState of %j leads nowhere',
    async (relayState) => {
      const said = { subject: 'eve', email: 'eve@y.test', relayState };
      const brought = await bring(house.ask, y, said);
      expect(brought.headers.get('location')).toMatch(/^\/sign-in\/finish\/[\w-]{43}$/);
      const cookie = brought.headers.getSetCookie()[0]!.split(';')[0]!;
      const done = await follow(house.ask, brought, { cookie, from: 'same-origin' });
      expect(done.headers.get('location')).toBe('/');
    },
  );

  it.each(['//evil.test', 'https://evil.test', '/\\evil.test', '/%2f%2fevil.test'])(
    'A6 single sign-on that is to lead to %j leads to the first page',
    async (wanted) => {
      const begun = await beginAt(house.ask, a, `?return_to=${encodeURIComponent(wanted)}`);
      const brought = await bring(house.ask, a, { ...ceo, ...begun, inResponseTo: begun.requestId });
      expect((await follow(house.ask, brought, begun)).headers.get('location')).toBe('/');
    },
  );

  it('C11 whoever signs in socially with the same address is somebody else, with an account and keys apart', async () => {
    const world = company(5, 'example.test');
    const both = await runningFor([world]);
    const social = await both.signIn('Ada');
    const token = tokenIn(await signInAt(both.ask, world, { subject: 'ada', email: 'ada@example.test' }));
    const sso = both.as(token ?? '');
    const [one, other] = [(await social.ask('/v1/me')).body, (await sso('/v1/me')).body];
    expect(other.email).toBe(one.email);
    expect(other.identityId).not.toBe(one.identityId);
    expect(other.active.accountId).not.toBe(one.active.accountId);
    expect(other.accounts).toHaveLength(1);
    const key = await sso(`/v1/accounts/${other.active.accountId}/keys`, {
      method: 'POST',
      body: { name: 'mine', scope: 'API' },
    });
    expect(key.status).toBe(201);
    expect((await social.ask(`/v1/accounts/${other.active.accountId}/keys`)).status).toBe(404);
    expect((await social.ask(`/v1/accounts/${one.active.accountId}/keys`)).body.keys).toEqual([]);
    const again = await both.signIn('Ada', 'other');
    expect(again.identityId).toBe(one.identityId);
    const back = tokenIn(await signInAt(both.ask, world, { subject: 'ada', email: 'ada@example.test' }));
    expect((await both.as(back ?? '')('/v1/me')).body.identityId).toBe(other.identityId);
    await both.stop();
  });
});
