import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type {
  ClientMetadata,
  Configuration,
  FindAccount,
  Grant,
  JWKS,
  KoaContextWithOIDC,
  Provider,
} from 'oidc-provider';
import type { Library } from './library.js';
import { inMemory } from './memory.js';
import { errorPage } from '../pages.js';
import type { Person } from '../people.js';

/** The one client that the playground's provider knows. */
export type Client = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUris: ReadonlyArray<string>;
};

/** In what a provider differs from others that speak OAuth 2.0. */
export type Dialect = {
  readonly scopes: ReadonlyArray<string>;
  readonly claims: Readonly<Record<string, ReadonlyArray<string>>>;
  readonly clientSecret: 'client_secret_basic' | 'client_secret_post';
  readonly routes?: { readonly authorization: string; readonly token: string };
};

/** OpenID Connect, with Google's claim for an organization. */
export const openIdConnect: Dialect = {
  scopes: ['openid', 'email', 'profile'],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'hd'] },
  clientSecret: 'client_secret_basic',
};

/** What a provider stands for: its issuer, how it speaks, whom it knows. */
export type Known = {
  readonly issuer: string;
  readonly dialect: Dialect;
  readonly client: Client;
  readonly people: ReadonlyArray<Person>;
};

/** Where somebody chooses whom to be. */
export const signInPath = '/sign-in/';

const tenMinutes = 600;

/** Something that nobody can guess. */
export const secret = (): string => randomBytes(32).toString('base64url');

const freshKeys = (): JWKS => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig', kid: secret() }] };
};

const accountsOf =
  (people: ReadonlyArray<Person>): FindAccount =>
  (_, subject) => {
    const person = people.find((one) => one.subject === subject);
    if (person === undefined) return undefined;
    const { name, email, emailVerified, hostedDomain } = person;
    const hosted = hostedDomain === undefined ? {} : { hd: hostedDomain };
    const address = email === undefined ? {} : { email, email_verified: emailVerified };
    return { accountId: subject, claims: () => ({ sub: subject, name, ...address, ...hosted }) };
  };

// Everything that is asked for is granted: consent is not what the playground is about.
const grantAll =
  ({ scopes }: Dialect) =>
  async ({ oidc }: KoaContextWithOIDC): Promise<Grant | undefined> => {
    const { client, session, provider } = oidc;
    if (client === undefined || session?.accountId === undefined) return undefined;
    const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
    grant.addOIDCScope(scopes.join(' '));
    await grant.save();
    return grant;
  };

const clientMetadata = (
  { clientId, clientSecret, redirectUris }: Client,
  dialect: Dialect,
): ClientMetadata => ({
  client_id: clientId,
  client_secret: clientSecret,
  redirect_uris: redirectUris,
  grant_types: ['authorization_code'],
  response_types: ['code'],
  token_endpoint_auth_method: dialect.clientSecret,
  id_token_signed_response_alg: 'ES256',
});

const lifetimes: Configuration['ttl'] = {
  AccessToken: tenMinutes,
  AuthorizationCode: 60,
  Grant: tenMinutes,
  IdToken: tenMinutes,
  Interaction: tenMinutes,
  Session: tenMinutes,
};

const cookies = (): Configuration['cookies'] => ({
  keys: [secret()],
  // Cookies do not know ports: whoever else listens on 127.0.0.1 shares these names.
  names: { interaction: 'playground-sign-in', resume: 'playground-resume', session: 'playground-session' },
  // A path that nobody visits: no session comes back, so somebody chooses whom to be each time.
  long: { httpOnly: true, sameSite: 'lax', signed: true, path: '/nobody-stays-signed-in' },
  short: { httpOnly: true, sameSite: 'lax', signed: true },
});

/** A certified provider over the invented people, with keys that live as long as it does. */
export const providerOf = (library: Library, { issuer, dialect, client, people }: Known): Provider =>
  new library.Provider(issuer, {
    adapter: inMemory(),
    claims: dialect.claims,
    clientBasedCORS: () => false,
    clients: [clientMetadata(client, dialect)],
    conformIdTokenClaims: false,
    cookies: cookies(),
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false } },
    findAccount: accountsOf(people),
    interactions: { url: (_, { uid }) => `${signInPath}${uid}` },
    jwks: freshKeys(),
    loadExistingGrant: grantAll(dialect),
    pkce: { required: () => true },
    renderError: (ctx, { error, error_description }) => {
      ctx.type = 'html';
      ctx.body = errorPage(error_description ?? error);
    },
    responseTypes: ['code'],
    ...(dialect.routes === undefined ? {} : { routes: dialect.routes }),
    scopes: dialect.scopes,
    ttl: lifetimes,
  });
