import type { Connection } from '@recount/core/ports';
import { saml } from '@recount/identity-providers';
import { type InventedCorp, startInventedCorp } from '@recount/playground';
import { fromNullable } from 'fp-ts/lib/Option.js';
import { of } from 'fp-ts/lib/TaskEither.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { got } from '../contracts/answers.js';
import { connectionId } from '../domain/people.js';
import { attemptIn, follow, posting, tokenIn } from './company.js';
import { running, type Running } from './running.js';

const id = connectionId(1);
const acs = `/sign-in/saml/${id}/acs`;

const field = (page: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '';

describe('a company with a real SAML provider', () => {
  let house: Running;
  let corp: InventedCorp;
  let connection: Connection | undefined;

  beforeAll(async () => {
    const active = () => of(fromNullable(connection));
    house = await running({ settings: { connections: { find: active, forDomain: active } } });
    const below = `${house.origin}/sign-in/saml/${id}`;
    const us = { entityId: `${below}/metadata`, assertionConsumerService: `${below}/acs` };
    corp = await startInventedCorp({ services: [us] });
    const { entityId, entryPoint, certificate, title, domains } = corp;
    const provider = { entityId, entryPoint, certificates: [certificate] };
    const told = { name: id, connectionId: id, ...us, singleLogoutService: `${below}/slo`, provider };
    const protocol = { type: 'saml' as const, provider: got(saml(told)), providerStarted: true };
    connection = { connectionId: id, title, domains, protocol };
  });
  afterAll(async () => {
    await house.stop();
    await corp.close();
  });

  // What the browser of somebody posts who has chosen to be this person at the company.
  const chosen = async (address: string, person: string): Promise<Readonly<Record<string, string>>> => {
    const page = await (
      await fetch(address, { method: 'POST', body: new URLSearchParams({ person }) })
    ).text();
    const state = field(page, 'RelayState');
    return { SAMLResponse: field(page, 'SAMLResponse'), ...(state === '' ? {} : { RelayState: state }) };
  };

  const begun = async (person: string) => {
    const started = await house.ask(`/sign-in/sso/${id}`, { headers: { 'sec-fetch-site': 'none' } });
    const form = await chosen(started.headers.get('location') ?? '', person);
    return { cookie: attemptIn(started), form };
  };

  it('C7 signs its people in once for each answer', async () => {
    const { cookie, form } = await begun('corp-0001');
    const brought = await posting(house.ask, acs, form);
    const done = await follow(house.ask, brought, { cookie });
    expect((await house.as(tokenIn(done) ?? '')('/v1/me')).body).toMatchObject({
      email: 'ada@corp.test',
      connection: { connectionId: id, title: 'Example Corp' },
    });
    expect((await follow(house.ask, brought, { cookie })).status).toBe(400);
    expect((await posting(house.ask, acs, form)).status).toBe(400);
  });

  it('C7 signs them in once for each answer where it began, too', async () => {
    const there = `${corp.entryPoint}?service=${encodeURIComponent(`${house.origin}/sign-in/saml/${id}/metadata`)}`;
    const form = await chosen(there, 'corp-0002');
    const goes = async () => {
      const brought = await posting(house.ask, acs, form);
      return follow(house.ask, brought, { cookie: attemptIn(brought), from: 'same-origin' });
    };
    expect(tokenIn(await goes())).toBeDefined();
    const again = await goes();
    expect([again.status, tokenIn(again)]).toEqual([400, undefined]);
  });

  it('tells its provider who we are', async () => {
    const { text } = await house.ask(`/sign-in/saml/${id}/metadata`);
    for (const address of ['metadata', 'acs', 'slo'])
      expect(text).toContain(`${house.origin}/sign-in/saml/${id}/${address}`);
  });
});
