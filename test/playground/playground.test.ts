import { execFile } from 'node:child_process';
import { request } from 'node:http';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inventedPeople, type Playground, startPlayground } from '@recount/playground';
import { browser, choose, next } from './browser.js';

const redirectUri = 'http://localhost:4000/sign-in/google/callback';
// The challenge of RFC 7636, appendix B.
const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';

let playground: Playground;

beforeAll(async () => {
  playground = await startPlayground({ redirectUris: [redirectUri] });
});
afterAll(() => playground.close());

const authorize = (changes: Readonly<Record<string, string | undefined>> = {}): URL => {
  const address = new URL('/auth', playground.issuer);
  const parameters = {
    client_id: playground.clientId,
    response_type: 'code',
    scope: 'openid email profile',
    redirect_uri: redirectUri,
    state: 'some state',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...changes,
  };
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined) address.searchParams.set(name, value);
  return address;
};

const redeem = (code: string, changes: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(new URL('/token', playground.issuer), {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${playground.clientId}:${playground.clientSecret}`).toString('base64')}`,
    },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      code_verifier: verifier,
      ...changes,
    }),
  });

const claimsIn = async (answer: Response): Promise<Record<string, unknown>> => {
  const { id_token: token } = (await answer.json()) as { id_token: string };
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
};

const signInAs = async (person: string): Promise<Record<string, unknown>> => {
  const callback = await choose(playground)(authorize(), { person });
  return claimsIn(await redeem(callback.searchParams.get('code') ?? ''));
};

type Raw = { readonly status: number | undefined; readonly body: string };

// fetch sets Host by itself; this sends what it is told.
const ask = (headers: Readonly<Record<string, string>>): Promise<Raw> =>
  new Promise((resolve, reject) => {
    const asked = request(`${playground.issuer}/.well-known/openid-configuration`, { headers }, (answer) => {
      let body = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => {
        body += chunk;
      });
      answer.on('end', () => resolve({ status: answer.statusCode, body }));
    });
    asked.on('error', reject).end();
  });

describe('the people of the playground', () => {
  it('are invented, every one: their addresses lie in .test', () => {
    expect(inventedPeople.length).toBeGreaterThanOrEqual(5);
    for (const { email } of inventedPeople) expect(email ?? '@nobody.test').toMatch(/@[a-z]+\.test$/);
  });

  it.each(inventedPeople)('$name signs in with what the provider knows', async (person) => {
    const claims = await signInAs(person.subject);
    expect(claims).toMatchObject({
      iss: playground.issuer,
      sub: person.subject,
      aud: playground.clientId,
      name: person.name,
    });
    expect(claims.email).toBe(person.email);
    expect(claims.email_verified).toBe(person.email === undefined ? undefined : person.emailVerified);
  });

  it('are who one says they are, if one brings others', async () => {
    const ida = { subject: 'ida', name: 'Ida <i>"Quote"</i>', email: 'ida@other.test', emailVerified: true };
    const other = await startPlayground({ redirectUris: [redirectUri], people: [ida] });
    const address = authorize({ client_id: other.clientId });
    const page = new URL(`${address.pathname}${address.search}`, other.issuer);
    const window = browser();
    const login = await window.open(next(await window.open(page), other.issuer));
    expect(await login.text()).toContain('Ida &lt;i&gt;&quot;Quote&quot;&lt;/i&gt;');
    expect(other.people).toEqual([ida]);
    await other.close();
  });
});

describe('the login page', () => {
  const opened = async (): Promise<Response> => {
    const window = browser();
    return window.open(next(await window.open(authorize()), playground.issuer));
  };

  it('says loudly what it is, and lists everybody as a button', async () => {
    const html = await (await opened()).text();
    expect(html).toContain('Invented people – playground, not a real provider');
    for (const { subject } of inventedPeople)
      expect(html).toContain(`<button name="person" value="${subject}">`);
  });

  it('loads nothing from anywhere, runs no script, and lets its form lead back to the client only', async () => {
    const page = await opened();
    const html = await page.text();
    expect(html).not.toMatch(/<script|<link|<img|https?:/);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("form-action 'self' http://localhost:4000;");
    expect(policy).not.toContain('unsafe');
  });

  it('asks again the next time, in the same browser', async () => {
    const window = browser();
    await choose(playground, window)(authorize(), { person: 'ada-example' });
    const callback = await choose(playground, window)(authorize(), { person: 'grace-example' });
    expect((await claimsIn(await redeem(callback.searchParams.get('code') ?? ''))).sub).toBe('grace-example');
  });

  it('lets one go back without signing in', async () => {
    const callback = await choose(playground)(authorize(), { leave: 'yes' });
    expect(callback.searchParams.get('error')).toBe('access_denied');
    expect(callback.searchParams.get('state')).toBe('some state');
  });

  it('is of no use in another browser, for somebody unknown, or to another page', async () => {
    const window = browser();
    const page = next(await window.open(authorize()), playground.issuer);
    const ada = { person: 'ada-example' };
    expect((await browser().open(page)).status).toBe(400);
    expect((await browser().send(page, ada)).status).toBe(400);
    expect((await window.send(page, { person: 'nobody' })).status).toBe(400);
    expect((await window.send(page, ada, { origin: 'https://elsewhere.test' })).status).toBe(403);
    expect((await window.send(page, ada, { origin: playground.issuer })).status).toBe(303);
  });
});

describe('the protocol', () => {
  it('A4: refuses a start without PKCE, and one with the plain method', async () => {
    const without = authorize({ code_challenge: undefined, code_challenge_method: undefined });
    const plain = authorize({ code_challenge_method: 'plain' });
    for (const address of [without, plain])
      expect(next(await browser().open(address), playground.issuer).searchParams.get('error')).toBe(
        'invalid_request',
      );
  });

  it('A4: refuses a code with another verifier, and a code that was used', async () => {
    const code = async (): Promise<string> =>
      (await choose(playground)(authorize(), { person: 'ada-example' })).searchParams.get('code') ?? '';
    expect((await redeem(await code(), { code_verifier: 'x'.repeat(43) })).status).toBe(400);
    const once = await code();
    expect((await redeem(once)).status).toBe(200);
    expect((await redeem(once)).status).toBe(400);
  });

  it('knows one client, with a secret made at the start, and sends nobody to an address that is not its own', async () => {
    const other = await startPlayground({ redirectUris: [redirectUri] });
    expect(other.clientId).not.toBe(playground.clientId);
    expect(other.clientSecret).not.toBe(playground.clientSecret);
    await other.close();
    for (const changes of [{ client_id: other.clientId }, { redirect_uri: 'https://elsewhere.test/' }]) {
      const answer = await browser().open(authorize(changes));
      expect(answer.status).toBe(400);
      expect(answer.headers.get('location')).toBeNull();
    }
  });
});

describe('the door', () => {
  it('H5: lets in who calls it by its own name only', async () => {
    const { host } = new URL(playground.issuer);
    const [, port] = host.split(':');
    expect((await ask({ host })).status).toBe(200);
    for (const name of [`localhost:${port}`, 'rebound.test', `${host}.`, '127.0.0.1'])
      expect((await ask({ host: name })).status, name).toBe(421);
  });

  it.each(['Forwarded', 'X-Forwarded-For', 'X-Forwarded-Host', 'x-forwarded-proto', 'Via'])(
    'turns away what was passed on with %s',
    async (header) => {
      const { host } = new URL(playground.issuer);
      expect((await ask({ host, [header]: '1' })).status).toBe(403);
    },
  );

  it('is on this machine only, and is shut when the playground is closed', async () => {
    const other = await startPlayground({ redirectUris: [redirectUri] });
    expect(new URL(other.issuer).hostname).toBe('127.0.0.1');
    const port = Number(new URL(other.issuer).port);
    await expect(startPlayground({ redirectUris: [redirectUri], port })).rejects.toThrow('EADDRINUSE');
    await other.close();
    await expect(fetch(other.issuer)).rejects.toThrow('fetch failed');
  });
});

it('starts without a word on the console, on every Node that we support', async () => {
  const script = `const { startPlayground } = await import('@recount/playground');
    const { close } = await startPlayground({ redirectUris: ['${redirectUri}'] });
    await close();`;
  const ran = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: import.meta.dirname,
  });
  expect(ran).toEqual({ stdout: '', stderr: '' });
});
