import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type Playground, startInventedGithub, startPlayground } from '@recount/playground';
import { type Answer, client, type Tricks } from '../identity-providers/hostile-provider.js';
import { provider } from '../identity-providers/round-trip.js';
import { endAll, type Environment, freshFolder, startProgram } from './program.js';

// Each test starts a process.
vi.setConfig({ testTimeout: 30_000 });
afterEach(endAll);

const here = 'http://localhost:3000';

const checked = async (environment: Environment, ...args: ReadonlyArray<string>) => {
  const program = startProgram(freshFolder(), { RECOUNT_PORT: '3000', ...environment }, [
    'check-provider',
    ...args,
  ]);
  const code = await program.ended;
  return { code, says: program.screen(), complains: program.complaint() };
};

const acme = (issuer: string, { clientId, clientSecret } = client): Environment => ({
  RECOUNT_OIDC_ACME_ISSUER: issuer,
  RECOUNT_OIDC_ACME_CLIENT_ID: clientId,
  RECOUNT_OIDC_ACME_CLIENT_SECRET: clientSecret,
});

const github = (url: string, { clientId, clientSecret } = client): Environment => ({
  RECOUNT_GITHUB_URL: url,
  RECOUNT_GITHUB_CLIENT_ID: clientId,
  RECOUNT_GITHUB_CLIENT_SECRET: clientSecret,
});

const running = async (start: typeof startPlayground, redirectUri: string): Promise<Playground> => {
  const playground = await start({ redirectUris: [redirectUri] });
  onTestFinished(playground.close);
  return playground;
};

const shown = (verdict: 'ok' | 'wrong' | '?', words: string): RegExp =>
  new RegExp(`^  ${verdict.replace('?', '\\?')} +.*${words}`, 'm');

describe('an OpenID Connect provider', () => {
  const redirectUri = `${here}/sign-in/acme/callback`;

  it('that is set up well: every line is ok, with the address to register, and the exit code is 0', async () => {
    const there = await running(startPlayground, redirectUri);
    const { code, says } = await checked(acme(there.issuer, there), 'acme');
    expect(says).not.toMatch(/^ {2}(wrong|\?)/m);
    for (const words of [
      `calls itself exactly ${there.issuer}`,
      'the one of this machine agree',
      'signs with ES256',
      'PKCE with S256',
      'publishes the keys',
      'knows the client and takes its secret',
      `come back to ${redirectUri}`,
    ])
      expect(says).toMatch(shown('ok', words));
    expect(says).toContain(`Register there, exactly:\n  ${redirectUri}\n`);
    expect(says).toContain('Nothing is wrong');
    expect(code).toBe(0);
    expect(says).not.toContain(there.clientSecret);
  });

  it('that does not know where people come back to', async () => {
    const there = await running(startPlayground, 'http://localhost:4000/elsewhere');
    const { code, says } = await checked(acme(there.issuer, there), 'acme');
    expect(says).toMatch(shown('wrong', `does not let people come back to ${redirectUri}`));
    expect(says).toContain('One thing is wrong.');
    expect(code).toBe(1);
  });

  it('that has another secret', async () => {
    const there = await running(startPlayground, redirectUri);
    const wrong = { ...there, clientSecret: 'correct horse' };
    const { code, says } = await checked(acme(there.issuer, wrong), 'acme');
    expect(says).toMatch(shown('wrong', 'does not take the client id or the client secret'));
    expect(says).not.toContain('correct horse');
    expect(code).toBe(1);
  });

  const dated =
    (milliseconds: number): Answer =>
    ({ headers }, response) => {
      const issuer = `http://${headers.host}`;
      response.setHeader('date', new Date(Date.now() + milliseconds).toUTCString());
      response.setHeader('content-type', 'application/json');
      const addresses = { authorization_endpoint: issuer, token_endpoint: issuer, jwks_uri: issuer };
      response.end(JSON.stringify({ issuer, ...addresses }));
    };
  const wellKnown = '/.well-known/openid-configuration';

  it.each<[string, Tricks, string]>([
    [
      'spells itself in another way',
      { metadata: (issuer) => ({ issuer: `${issuer}/` }) },
      'It calls itself "',
    ],
    ['says too little', { metadata: () => ({ jwks_uri: undefined }) }, 'is incomplete'],
    [
      'signs as we do not take',
      { metadata: () => ({ id_token_signing_alg_values_supported: ['HS256', 'none'] }) },
      'It signs with HS256, none; we take RS256',
    ],
    [
      'takes no S256',
      { metadata: () => ({ code_challenge_methods_supported: ['plain'] }) },
      'PKCE with plain only',
    ],
    [
      'wants another proof of the client',
      { metadata: () => ({ token_endpoint_auth_methods_supported: ['private_key_jwt'] }) },
      'show itself by private_key_jwt',
    ],
    ['has no addresses', { metadata: () => ({ scopes_supported: ['openid'] }) }, 'the scope email, profile'],
    [
      'publishes no keys',
      { answers: { '/jwks': (_, response) => void response.end('{"keys":[]}') } },
      'none',
    ],
    ['lives in the past', { answers: { [wellKnown]: dated(-120_000) } }, '1\\d\\d seconds ahead of'],
    ['lives in the future', { answers: { [wellKnown]: dated(120_000) } }, '1\\d\\d seconds behind'],
    ['is not there', { answers: { [wellKnown]: (_, r) => void r.writeHead(404).end() } }, 'answers 404'],
    ['leads elsewhere', { answers: { [wellKnown]: (_, r) => void r.writeHead(302).end() } }, 'a redirect'],
    ['is broken', { answers: { [wellKnown]: (_, r) => void r.writeHead(500).end() } }, 'it answered 500'],
    ['is a page', { answers: { [wellKnown]: (_, r) => void r.end('<p>\u001b[31m') } }, 'incomplete'],
  ])('that %s', async (_, tricks, words) => {
    const { issuer } = await provider(tricks);
    const { code, says } = await checked(acme(issuer), 'acme');
    expect(says).toMatch(shown('wrong', words));
    expect(says).not.toContain('\u001b');
    expect(code).toBe(1);
  });

  it('that does not answer at all', async () => {
    const { code, says } = await checked(acme('http://127.0.0.1:1'), 'acme');
    expect(says).toMatch(shown('wrong', 'cannot be asked what it is: no connection'));
    expect(code).toBe(1);
  });
});

describe('a GitHub', () => {
  const redirectUri = `${here}/sign-in/github/callback`;

  it('that is set up well; where people come back to is left to them', async () => {
    const there = await running(startInventedGithub, redirectUri);
    const { code, says } = await checked(github(there.issuer, there), 'github');
    expect(says).toMatch(shown('ok', `API answers at ${there.issuer}/api/v3`));
    expect(says).toMatch(shown('ok', 'knows the client and takes its secret'));
    expect(says).toMatch(shown('?', redirectUri));
    expect(says).not.toMatch(/^ {2}wrong/m);
    expect(code).toBe(0);
  });

  it('that has another secret, and an API elsewhere', async () => {
    const there = await running(startInventedGithub, redirectUri);
    const settings = github(there.issuer, { ...there, clientSecret: 'correct horse' });
    const { code, says } = await checked(
      { ...settings, RECOUNT_GITHUB_API_URL: `${there.issuer}/api` },
      'github',
    );
    expect(says).toMatch(shown('wrong', 'no API of GitHub'));
    expect(says).toMatch(shown('wrong', 'client id or the client secret'));
    expect(says).toContain('2 things are wrong.');
    expect(code).toBe(1);
  });
});

describe('check-provider', () => {
  type Asked = { readonly args: ReadonlyArray<string>; readonly environment?: Environment };
  const one = acme('https://acme.test');

  it.each<[string, Asked, string]>([
    ['without a name', { args: [] }, 'check-provider <name>'],
    ['with two names', { args: ['one', 'two'] }, 'check-provider <name>'],
    ['when none is configured', { args: ['google'] }, 'No provider is configured'],
    ['with a name that is nearly one', { args: ['acmee'], environment: one }, 'Is acme meant?'],
    ['with another name', { args: ['elsewhere'], environment: one }, 'There are: acme.'],
    ['with wrong settings', { args: ['acme'], environment: { RECOUNT_PORT: 'x' } }, 'one setting is wrong'],
  ])('%s says what it takes, and ends with 2', async (_, { args, environment = {} }, words) => {
    const { code, says, complains } = await checked(environment, ...args);
    expect({ code, says }).toEqual({ code: 2, says: '' });
    expect(complains).toContain(words);
  });
});
