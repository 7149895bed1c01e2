import { saml, providerIn } from '@recount/identity-providers';
import type { SamlProvider } from '@recount/core/ports';
import { corpPeople, inventedPeople, type InventedCorp, startInventedCorp } from '@recount/playground';
import * as E from 'fp-ts/lib/Either.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { configuration, us } from '../security/saml/connection.js';

let corp: InventedCorp;
let provider: SamlProvider;

const right = <A>(either: E.Either<unknown, A>): A => {
  if (E.isLeft(either)) throw new Error(JSON.stringify(either.left));
  return either.right;
};

beforeAll(async () => {
  corp = await startInventedCorp({ services: [{ entityId: us.entityId, assertionConsumerService: us.acs }] });
  provider = right(saml({ ...configuration(), provider: right(providerIn(corp.metadata)) }));
});
afterAll(() => corp.close());

const field = (page: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '';

const choose = async (address: string, form: Readonly<Record<string, string>>): Promise<string> => {
  expect(await (await fetch(address)).text()).toContain('not a real provider');
  return (await fetch(address, { method: 'POST', body: new URLSearchParams(form) })).text();
};

describe('a round trip to a SAML provider', () => {
  it.each(corpPeople)('$name comes back as what the company says', async ({ subject, name, email }) => {
    const { redirectTo, requestId } = right(await provider.start('opaque-state')());
    const page = await choose(redirectTo, { person: subject });
    expect(page).toContain(`action="${us.acs}"`);
    expect(field(page, 'RelayState')).toBe('opaque-state');
    const { login, inResponseTo, sessionEnds } = right(await provider.receive(field(page, 'SAMLResponse'))());
    expect(inResponseTo).toBe(requestId);
    expect(login).toMatchObject({ issuer: corp.entityId, subject, name, address: { email, verified: true } });
    expect(sessionEnds).toBeTypeOf('number');
  });

  it('each request has an id of its own', async () => {
    const ids = await Promise.all([provider.start('a')(), provider.start('a')()]);
    expect(new Set(ids.map((id) => right(id).requestId)).size).toBe(2);
  });

  it('a sign-in that begins at the provider names no request', async () => {
    const page = await choose(`${corp.entryPoint}?service=${encodeURIComponent(us.entityId)}`, {
      person: 'corp-0001',
    });
    const { inResponseTo, login } = right(await provider.receive(field(page, 'SAMLResponse'))());
    expect([inResponseTo, login.subject]).toEqual([undefined, 'corp-0001']);
  });

  it('whoever goes back without signing in is nobody', async () => {
    const { redirectTo } = right(await provider.start('x')());
    const page = await choose(redirectTo, { leave: 'yes' });
    expect(await provider.receive(field(page, 'SAMLResponse'))()).toMatchObject({ left: { why: 'denied' } });
  });

  it('the company answers no service that it does not know', async () => {
    const stranger = right(
      saml({
        ...configuration(),
        entityId: 'https://other.test/',
        provider: right(providerIn(corp.metadata)),
      }),
    );
    const elsewhere = right(
      saml({
        ...configuration(),
        assertionConsumerService: 'https://other.test/',
        provider: right(providerIn(corp.metadata)),
      }),
    );
    for (const service of [stranger, elsewhere])
      expect((await fetch(right(await service.start('x')()).redirectTo)).status).toBe(400);
  });

  it('somebody at the company and somebody of the social world share an address', () => {
    expect(inventedPeople.map(({ email }) => email)).toContain('ada@corp.test');
  });
});
