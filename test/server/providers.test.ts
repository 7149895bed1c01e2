import { describe, expect, it } from 'vitest';
import { configured, door, type Environment, problems } from './configured.js';

const github = { RECOUNT_GITHUB_CLIENT_ID: 'app', RECOUNT_GITHUB_CLIENT_SECRET: 'secret' };
const google = { RECOUNT_GOOGLE_CLIENT_ID: 'us', RECOUNT_GOOGLE_CLIENT_SECRET: 'secret' };
const further = (name: string, changes: Readonly<Record<string, string | undefined>> = {}): Environment => {
  const says = {
    ISSUER: `https://${name.toLowerCase().replaceAll('_', '-')}.example.test`,
    CLIENT_ID: 'us',
    CLIENT_SECRET: 'secret',
    ...changes,
  };
  return Object.fromEntries(
    Object.entries(says).flatMap(([field, value]) =>
      value === undefined ? [] : [[`RECOUNT_OIDC_${name}_${field}`, value] as const],
    ),
  );
};

const providers = (environment: Environment) => {
  const { signIn } = configured(environment) as { signIn: { providers: ReadonlyArray<unknown> } };
  return signIn.providers;
};

const named = (environment: Environment): ReadonlyArray<string> =>
  problems(environment).map(({ name }) => name);

describe('the providers that people sign in through', () => {
  it('may be several at once, each by its name', () => {
    const all = { ...github, ...google, ...further('OKTA'), ...further('ACME_CORP', { TITLE: 'Acme' }) };
    expect(providers(all)).toEqual([
      { type: 'github', name: 'github', url: 'https://github.com', clientId: 'app', clientSecret: 'secret' },
      {
        type: 'google',
        name: 'google',
        issuer: 'https://accounts.google.com',
        clientId: 'us',
        clientSecret: 'secret',
      },
      {
        type: 'openid-connect',
        name: 'okta',
        title: 'Okta',
        issuer: 'https://okta.example.test',
        clientId: 'us',
        clientSecret: 'secret',
      },
      {
        type: 'openid-connect',
        name: 'acme-corp',
        title: 'Acme',
        issuer: 'https://acme-corp.example.test',
        clientId: 'us',
        clientSecret: 'secret',
      },
    ]);
  });

  it('may be a GitHub Enterprise', () => {
    const urls = {
      RECOUNT_GITHUB_URL: 'https://git.example.test',
      RECOUNT_GITHUB_API_URL: 'https://git.example.test/api/v3',
    };
    expect(providers({ ...github, ...urls })).toMatchObject([
      { url: 'https://git.example.test', apiUrl: 'https://git.example.test/api/v3' },
    ]);
  });

  it.each<readonly [string, Environment]>([
    ['RECOUNT_GITHUB_CLIENT_ID', { RECOUNT_GITHUB_CLIENT_SECRET: 'secret' }],
    ['RECOUNT_GITHUB_CLIENT_SECRET', { RECOUNT_GITHUB_CLIENT_ID: 'app' }],
    ['RECOUNT_GITHUB_URL', { RECOUNT_GITHUB_URL: 'https://git.example.test' }],
    ['RECOUNT_GITHUB_URL', { ...github, RECOUNT_GITHUB_URL: 'https://git.example.test/path' }],
    ['RECOUNT_GITHUB_URL', { ...github, RECOUNT_GITHUB_URL: 'http://git.example.test' }],
    ['RECOUNT_GITHUB_API_URL', { RECOUNT_GITHUB_API_URL: 'https://git.example.test/api/v3' }],
    ['RECOUNT_GITHUB_API_URL', { ...github, RECOUNT_GITHUB_API_URL: 'http://git.example.test/api/v3' }],
    ['RECOUNT_OIDC_OKTA_ISSUER', further('OKTA', { ISSUER: undefined })],
    ['RECOUNT_OIDC_OKTA_ISSUER', further('OKTA', { ISSUER: 'http://okta.example.test' })],
    ['RECOUNT_OIDC_OKTA_CLIENT_ID', further('OKTA', { CLIENT_ID: undefined })],
    ['RECOUNT_OIDC_OKTA_CLIENT_ID', further('OKTA', { CLIENT_ID: '' })],
    ['RECOUNT_OIDC_OKTA_CLIENT_SECRET', further('OKTA', { CLIENT_SECRET: undefined })],
    ['RECOUNT_OIDC_OKTA_CLIENT_SECRET', further('OKTA', { CLIENT_SECRET: 'two\nlines' })],
    ['RECOUNT_OIDC_OKTA_TITLE', further('OKTA', { TITLE: 'x'.repeat(61) })],
    ['RECOUNT_OIDC_OKTA_TITLE', further('OKTA', { TITLE: ' Okta' })],
  ])('are not configured with a bad %s', (name, environment) => {
    expect(named(environment)).toEqual([name]);
  });

  it.each(['SSO', 'SAML', 'FINISH', 'METHODS', 'CALLBACK', 'GOOGLE', 'GITHUB'])(
    'are never called %s, which stands for something else in an address',
    (name) => {
      expect(problems(further(name))).toEqual([
        {
          name: `RECOUNT_OIDC_${name}_ISSUER`,
          what: `cannot be: no further provider may be called ${name.toLowerCase()}`,
        },
      ]);
    },
  );

  it.each<readonly [string, Environment]>([
    ['two further ones', { ...further('ONE'), ...further('TWO', { ISSUER: 'https://one.example.test' }) }],
    ['Google', { ...google, ...further('TWO', { ISSUER: 'https://accounts.google.com' }) }],
    ['GitHub', { ...github, ...further('TWO', { ISSUER: 'https://github.com' }) }],
  ])('never share an issuer, for logins hang on it: %s', (_, environment) => {
    expect(named(environment)).toEqual(['RECOUNT_OIDC_TWO_ISSUER']);
  });

  it.each([
    ['RECOUNT_OIDC_OKTA_CLIENTID', 'RECOUNT_OIDC_OKTA_CLIENT_ID'],
    ['RECOUNT_OIDC_OKTA_ISUER', 'RECOUNT_OIDC_OKTA_ISSUER'],
    ['RECOUNT_OIDC_ACME_CORP_CLIENT_SECRETS', 'RECOUNT_OIDC_ACME_CORP_CLIENT_SECRET'],
    ['RECOUNT_ODIC_OKTA_ISSUER', 'RECOUNT_OIDC_OKTA_ISSUER'],
    ['RECOUNT_OIDC_okta_ISSUER', 'RECOUNT_OIDC_OKTA_ISSUER'],
    ['RECOUNT_GITHUB_CLIENT', 'RECOUNT_GITHUB_CLIENT_ID'],
  ])('%s is no setting, and %s is meant', (written, meant) => {
    expect(problems({ [written]: 'x' })).toEqual([
      { name: written, what: `is no setting; is ${meant} meant?` },
    ]);
  });

  it('keep their secrets to themselves when something is wrong', () => {
    const badly = further('OKTA', { CLIENT_SECRET: 'correct\u0007horse' });
    expect(JSON.stringify(problems(badly))).not.toContain('horse');
    const github = { RECOUNT_GITHUB_CLIENT_ID: 'app', RECOUNT_GITHUB_CLIENT_SECRET: 'correct\u0007horse' };
    expect(JSON.stringify(problems(github))).not.toContain('horse');
  });

  it('have words for everything that is said of them', () => {
    for (const { says, form, unless } of Object.values<Record<string, string>>(door.familyTable)) {
      expect(says).toMatch(/^[A-Z].*\.$/);
      expect(`${form}${unless}`).not.toBe('');
    }
  });
});
