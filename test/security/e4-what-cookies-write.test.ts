import { allRoutes } from '@recount/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, asking } from '../express/asking.js';
import { type Person, running, type Running } from '../express/running.js';

type Headers = Readonly<Record<string, string>>;

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const text = { 'content-type': 'text/plain' };
const parts = { 'content-type': 'multipart/form-data; boundary=x' };
const sameSite = { 'sec-fetch-site': 'same-site' };

describe('E4 a browser’s session writes for this site’s own pages only', () => {
  let house: Running;
  let ada: Person;
  beforeAll(async () => {
    house = await running();
    ada = await house.signIn('Ada');
  });
  afterAll(() => house.stop());

  const head = async (): Promise<number> => (await house.ask('/readyz')).body.head;
  const write = { method: 'PUT', body: { account: 'personal' } };
  const to = '/v1/me/context';

  /** As a page of this origin; an empty one is not sent. */
  const fromPageOf = (origin: string): Ask =>
    asking(house.origin, { cookie: ada.cookie, ...(origin === '' ? {} : { origin }) });

  it('control: the site’s own page may write with the cookie', async () => {
    expect((await ada.browse(to, write)).status).toBe(200);
    expect((await fromPageOf(house.origin)(to, write)).status).toBe(200);
  });

  const near = (origin: string): ReadonlyArray<readonly [string, string, Headers]> => {
    const { port } = new URL(origin);
    return [
      ['no Origin', '', {}],
      ['no Origin, called same-origin', '', { 'sec-fetch-site': 'same-origin' }],
      ['the Origin null', 'null', {}],
      ['the Origin null, called same-origin', 'null', { 'sec-fetch-site': 'same-origin' }],
      ['a sibling’s Origin', `http://sibling.127.0.0.1:${port}`, sameSite],
      [
        'a sibling’s Origin that calls itself same-origin',
        'http://sibling.127.0.0.1',
        { 'sec-fetch-site': 'same-origin' },
      ],
      ['our Origin on another port', 'http://127.0.0.1:1', sameSite],
      ['our Origin over https', `https://127.0.0.1:${port}`, {}],
      ['an Origin that only begins like ours', `${origin}.evil.test`, {}],
      ['our Origin with a slash', `${origin}/`, {}],
      ['our Origin and another', `${origin}, https://evil.test`, {}],
      ['Sec-Fetch-Site same-site', origin, sameSite],
      ['Sec-Fetch-Site cross-site', origin, { 'sec-fetch-site': 'cross-site' }],
      ['a Sec-Fetch-Site that nobody knows', origin, { 'sec-fetch-site': 'Same-Origin' }],
      ['a form', origin, form],
      ['text/plain', origin, text],
      ['multipart', origin, parts],
      ['JSON that says nothing of itself', origin, { 'content-type': '' }],
      ['JSON in another wrapping', origin, { 'content-type': 'text/plain; application/json' }],
      ['compressed JSON', origin, { 'content-encoding': 'gzip' }],
    ];
  };

  it.each(near('http://127.0.0.1').map(([name], nth) => [name, nth] as const))(
    'a cookie with %s writes nothing',
    async (_, nth) => {
      const [, origin, headers] = near(house.origin)[nth]!;
      const before = await head();
      const answer = await fromPageOf(origin)(to, { ...write, headers });
      expect(answer.body).toMatchObject({ status: 403, code: 'CrossSiteRequest' });
      expect(await head()).toBe(before);
    },
  );

  const writes = allRoutes.filter(({ method, open }) => method !== 'GET' && !open);

  it.each(writes.map(({ method, path }) => [method, path] as const))(
    '%s %s takes neither a form nor a text from our own origin, and nothing from a sibling',
    async (method, path) => {
      const before = await head();
      const at = path.replaceAll(/:[a-z]+/g, ada.personal);
      for (const headers of [form, text, parts]) {
        const answer = await fromPageOf(house.origin)(at, { method, raw: '{"name":"x"}', headers });
        expect(answer.body.code).toBe('CrossSiteRequest');
      }
      for (const origin of ['', 'null', 'http://sibling.127.0.0.1']) {
        const answer = await fromPageOf(origin)(at, { method });
        expect(answer.body.code).toBe('CrossSiteRequest');
      }
      expect(await head()).toBe(before);
    },
  );

  it.each(['x-http-method-override', 'x-http-method', 'x-method-override'])(
    'a header %s makes no write of a read, and no read of a write',
    async (header) => {
      const before = await head();
      const evil = fromPageOf('https://evil.test');
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
        expect((await evil('/v1/me/sessions', { headers: { [header]: method } })).status).toBe(200);
      const signOut = await evil('/v1/sign-out', { method: 'POST', headers: { [header]: 'GET' } });
      expect(signOut.body.code).toBe('CrossSiteRequest');
      expect((await evil('/v1/sign-out', { headers: { [header]: 'POST' } })).status).toBe(405);
      expect(await head()).toBe(before);
      expect((await ada.ask('/v1/me')).status).toBe(200);
    },
  );

  it('a token in a header is no cookie: whoever has it writes from anywhere, in JSON', async () => {
    const headers = { origin: 'https://elsewhere.test', 'sec-fetch-site': 'cross-site' };
    expect((await ada.ask(to, { ...write, headers })).status).toBe(200);
    const answer = await ada.ask(to, { ...write, headers: { ...headers, ...text } });
    expect(answer.body).toMatchObject({ status: 415, code: 'BodyNeedsJson' });
  });
});
