import { allRoutes } from '@recount/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectionId } from '../domain/people.js';
import {
  acsOf,
  attemptIn,
  beginAt,
  bring,
  company,
  follow,
  posting,
  runningFor,
  tokenIn,
} from '../express/company.js';
import type { Person, Running } from '../express/running.js';

const corp = company(1, 'corp.test', { providerStarted: true });

describe('E4 what other sites may post', () => {
  let house: Running;
  let ada: Person;
  beforeAll(async () => {
    house = await runningFor([corp]);
    ada = await house.signIn('Ada');
  });
  afterAll(() => house.stop());

  const writes = allRoutes.filter(({ method, open }) => method !== 'GET' && !open);

  it.each(writes.map(({ method, path }) => [method, path] as const))(
    '%s %s takes no form of another site, whoever is signed in',
    async (method, path) => {
      const before = (await house.ask('/readyz')).body.head;
      const answer = await house.ask(path.replaceAll(/:[a-z]+/g, ada.personal), {
        method,
        raw: 'name=x',
        headers: {
          cookie: ada.cookie,
          origin: 'https://evil.test',
          'sec-fetch-site': 'cross-site',
          'content-type': 'application/x-www-form-urlencoded',
        },
      });
      expect(answer.body.code).toBe('CrossSiteRequest');
      expect((await house.ask('/readyz')).body.head).toBe(before);
    },
  );

  it('the assertion consumer service takes one, and does nothing with the cookies that come along', async () => {
    const { relayState, requestId, cookie } = await beginAt(house.ask, corp);
    const said = { subject: 'a', email: 'a@corp.test', inResponseTo: requestId };
    const form = { SAMLResponse: corp.idp.answer(said), RelayState: relayState };
    const brought = await posting(house.ask, acsOf(corp), form);
    expect(brought.status).toBe(303);
    expect((await ada.ask('/v1/me')).status).toBe(200);
    expect(tokenIn(await follow(house.ask, brought, { cookie }))).toBeDefined();
  });

  it.each([
    'finish/x',
    `sso/${connectionId(1)}`,
    `sso/${connectionId(1)}/callback`,
    `saml/${connectionId(1)}/metadata`,
  ])('/sign-in/%s takes none at all', async (path) => {
    expect((await posting(house.ask, `/sign-in/${path}`, { SAMLResponse: 'x' })).status).toBe(404);
  });

  it('a sign-in that another site sends signs nobody in unasked, and signs nobody out', async () => {
    const brought = await bring(house.ask, corp, { subject: 'eve', email: 'eve@corp.test' });
    for (const from of ['cross-site', 'same-site', '']) {
      const cookie = `${attemptIn(brought)}; ${ada.cookie}`;
      const asked = await follow(house.ask, brought, { cookie, from });
      expect(asked.status).toBe(200);
      expect(asked.headers.getSetCookie()).toEqual([]);
    }
    expect((await ada.ask('/v1/me')).status).toBe(200);
  });
});
