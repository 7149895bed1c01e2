import { openIdConnect } from '@recount/identity-providers';
import { type Person, type Playground, startPlayground } from '@recount/playground';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { got } from '../contracts/answers.js';
import { connectionId } from '../domain/people.js';
import { choose } from '../playground/browser.js';
import { attemptIn, only, tokenIn } from './company.js';
import { running, type Running } from './running.js';

const employee = (subject: string, email: string, emailVerified?: false): Person => ({
  subject,
  name: subject,
  email,
  emailVerified,
});

const people = [
  employee('0001', 'ada@corp.test'),
  employee('0002', 'ada@corp.test'),
  employee('0003', 'guest@elsewhere.test'),
  employee('0004', 'emil@corp.test', false),
];

const [strict, trusting] = [connectionId(1), connectionId(2)];

// As Entra ID is: a certified provider that does not say whether an address is verified.
describe('a company whose OpenID Connect provider does not say whether addresses are verified', () => {
  let house: Running;
  const theirs: Playground[] = [];

  beforeAll(async () => {
    const connections: Parameters<typeof only>[0][number][] = [];
    house = await running({ settings: { connections: only(connections) } });
    for (const id of [strict, trusting]) {
      const redirectUris = [`${house.origin}/sign-in/sso/${id}/callback`];
      const there = await startPlayground({ redirectUris, people });
      theirs.push(there);
      const { issuer, clientId, clientSecret } = there;
      const client = { name: id.replace('_', '-'), title: id, issuer, clientId, clientSecret };
      const provider = got(openIdConnect({ ...client, addressesAreVerified: id === trusting }));
      const protocol = { type: 'openid-connect' as const, provider };
      connections.push({ connectionId: id, title: id, domains: ['corp.test'], protocol });
    }
  });
  afterAll(async () => {
    await house.stop();
    for (const { close } of theirs) await close();
  });

  const signIn = async (id: typeof strict, person: string) => {
    const headers = { 'sec-fetch-site': 'none' };
    const started = await house.ask(`/sign-in/sso/${id}`, { headers });
    const there = theirs[id === strict ? 0 : 1]!;
    const { pathname, search } = await choose(there)(started.headers.get('location') ?? '', { person });
    return house.ask(`${pathname}${search}`, { headers: { cookie: attemptIn(started) } });
  };

  const whoIs = async (person: string) => {
    const token = tokenIn(await signIn(trusting, person));
    return (await house.as(token ?? '')('/v1/me')).body;
  };

  it('A10 lets nobody in unless the connection says that they are', async () => {
    const answer = await signIn(strict, '0001');
    expect([answer.status, tokenIn(answer)]).toEqual([403, undefined]);
    expect(await whoIs('0001')).toMatchObject({ email: 'ada@corp.test', connection: { title: trusting } });
  });

  it('tells people by their subject: one address is two people, and each is the same again', async () => {
    const [one, other, again] = [await whoIs('0001'), await whoIs('0002'), await whoIs('0001')];
    expect(one.email).toBe(other.email);
    expect(one.identityId).not.toBe(other.identityId);
    expect(again.identityId).toBe(one.identityId);
  });

  it('C9 vouches for no address outside its domains, and for none that it says is not verified', async () => {
    for (const person of ['0003', '0004']) {
      const answer = await signIn(trusting, person);
      expect([answer.status, tokenIn(answer)]).toEqual([403, undefined]);
    }
  });
});
