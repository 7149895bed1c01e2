import { createHash, createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Claims = Readonly<Record<string, unknown>>;
type Header = Readonly<Record<string, unknown>>;
type Signed = { readonly header: Header; readonly claims: Claims };

/** A hand-made answer; none leaves the request to the honest provider. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** In what a provider departs from honesty. */
export type Tricks = {
  readonly metadata?: (issuer: string) => Claims;
  readonly claims?: Claims;
  /** Makes the token from what the honest one would hold. */
  readonly token?: (honest: Signed, keys: typeof issuersKeys) => string | undefined;
  /** Milliseconds before each answer. */
  readonly latency?: number;
  /** What its API says, where it is a GitHub. */
  readonly user?: unknown;
  readonly emails?: unknown;
  /** By path. */
  readonly answers?: Readonly<Record<string, Answer>>;
};

export type HostileProvider = {
  readonly issuer: string;
  /** The paths asked for, in order. */
  readonly asked: ReadonlyArray<string>;
  /** What the browser brings back from the authorization endpoint; `iss` is not in it unless the metadata announce it. */
  readonly callback: (redirectTo: string) => Promise<URL>;
  readonly close: () => Promise<void>;
};

export const client = { clientId: 'recount', clientSecret: 'a secret: with % and +' };

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
export const issuersKeys = {
  ec: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  ed: generateKeyPairSync('ed25519'),
  rsa,
  foreign: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  rsaPublicPem: rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
};

const published = {
  keys: [
    { ...issuersKeys.ec.publicKey.export({ format: 'jwk' }), kid: 'ec' },
    { ...issuersKeys.rsa.publicKey.export({ format: 'jwk' }), kid: 'rsa' },
    { ...issuersKeys.ed.publicKey.export({ format: 'jwk' }), kid: 'ed' },
  ],
};

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const unsigned = ({ header, claims }: Signed): string => `${encoded(header)}.${encoded(claims)}`;

/** A token with no signature at all. */
export const withoutSignature = (signed: Signed): string =>
  `${unsigned({ ...signed, header: { alg: 'none' } })}.`;

/** A token signed with a secret that both sides know. */
export const withSecret = (signed: Signed, secret: string): string => {
  const text = unsigned({ ...signed, header: { ...signed.header, alg: 'HS256' } });
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
};

/** A token signed with a private key, under whatever header. */
export const withKey = (signed: Signed, key: KeyObject, hash: string | null = 'sha256'): string => {
  const text = unsigned(signed);
  const signature = sign(hash, Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' });
  return `${text}.${signature.toString('base64url')}`;
};

const json = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

const formIn = async (request: IncomingMessage): Promise<URLSearchParams> => {
  let form = '';
  for await (const chunk of request) form += String(chunk);
  return new URLSearchParams(form);
};

const metadataOf = (issuer: string): Claims => ({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/jwks`,
  response_types_supported: ['code'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: [
    'none',
    'HS256',
    'RS256',
    'RS384',
    'PS256',
    'ES256',
    'EdDSA',
    'Ed25519',
  ],
});

type Begun = { readonly nonce: string; readonly challenge: string; readonly redirectUri: string };

const formEncoded = (text: string): string => new URLSearchParams({ '': text }).toString().slice(1);
const credentials = Buffer.from(
  `${formEncoded(client.clientId)}:${formEncoded(client.clientSecret)}`,
).toString('base64');

const isOurs = (form: URLSearchParams, authorization: string | undefined): boolean =>
  authorization === `Basic ${credentials}` ||
  (form.get('client_id') === client.clientId && form.get('client_secret') === client.clientSecret);

const redeemed = (form: URLSearchParams, authorization: string | undefined, begun: Begun | undefined) => {
  const challenge = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url');
  if (!isOurs(form, authorization)) return 'invalid_client';
  return begun?.challenge === challenge && begun.redirectUri === form.get('redirect_uri')
    ? begun
    : 'invalid_grant';
};

const githubWords = {
  invalid_client: 'incorrect_client_credentials',
  invalid_grant: 'bad_verification_code',
} as const;

const aToken = { access_token: 'access', token_type: 'bearer' };

const honestToken = (issuer: string, nonce: string, claims: Claims | undefined): Signed => {
  const now = Math.floor(Date.now() / 1000);
  const times = { iat: now, exp: now + 60 };
  return {
    header: { alg: 'ES256', kid: 'ec' },
    claims: { iss: issuer, sub: 'ada', aud: client.clientId, nonce, ...times, ...claims },
  };
};

/** A provider that speaks the real protocol over HTTP, except where it is told to lie; honest if it is told nothing. */
export const hostileProvider = async (tricks: Tricks = {}, port = 0): Promise<HostileProvider> => {
  const asked: string[] = [];
  const codes = new Map<string, Begun>();
  const server = createServer();
  await new Promise<void>((resolve, reject) =>
    server.once('error', reject).listen(port, '127.0.0.1', resolve),
  );
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const metadata: Claims = { ...metadataOf(issuer), ...tricks.metadata?.(issuer) };

  const authorize: Answer = (request, response) => {
    const { searchParams } = new URL(request.url ?? '', issuer);
    const code = `code-${codes.size}`;
    const redirectUri = searchParams.get('redirect_uri') ?? '';
    const [nonce, challenge] = [searchParams.get('nonce') ?? '', searchParams.get('code_challenge') ?? ''];
    codes.set(code, { nonce, challenge, redirectUri });
    const back = new URL(redirectUri);
    back.search = new URLSearchParams({ code, state: searchParams.get('state') ?? '' }).toString();
    if (metadata.authorization_response_iss_parameter_supported === true)
      back.searchParams.set('iss', issuer);
    response.writeHead(303, { location: back.href }).end();
  };

  const begunBy = async (request: IncomingMessage): Promise<Begun | 'invalid_client' | 'invalid_grant'> => {
    const form = await formIn(request);
    const code = form.get('code') ?? '';
    const begun = redeemed(form, request.headers.authorization, codes.get(code));
    codes.delete(code);
    return begun;
  };

  const token = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const begun = await begunBy(request);
    if (typeof begun === 'string') return json(response, 400, { error: begun });
    const honest = honestToken(issuer, begun.nonce, tricks.claims);
    const make = tricks.token ?? ((signed, keys) => withKey(signed, keys.ec.privateKey));
    const id_token = make(honest, issuersKeys);
    json(response, 200, { ...aToken, id_token });
  };

  const githubToken = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const begun = await begunBy(request);
    const answer = typeof begun === 'string' ? { error: githubWords[begun] } : { ...aToken, scope: '' };
    json(response, 200, answer);
  };

  const told =
    (body: () => unknown): Answer =>
    (request, response) =>
      request.headers.authorization === `Bearer ${aToken.access_token}`
        ? json(response, 200, body())
        : json(response, 401, { message: 'Requires authentication' });

  const answers: Readonly<Record<string, Answer>> = {
    '/login/oauth/authorize': authorize,
    '/login/oauth/access_token': (request, response) => void githubToken(request, response),
    '/api/v3/user': told(() => tricks.user ?? { id: 7, login: 'ada' }),
    '/api/v3/user/emails': told(() => tricks.emails ?? []),
    '/.well-known/openid-configuration': (_, response) => json(response, 200, metadata),
    '/authorize': authorize,
    '/token': (request, response) => void token(request, response),
    '/jwks': (_, response) => json(response, 200, published),
    ...tricks.answers,
  };

  server.on('request', (request, response) => {
    const { pathname } = new URL(request.url ?? '', issuer);
    asked.push(pathname);
    const answer: Answer = answers[pathname] ?? ((_, r) => json(r, 404, {}));
    if (tricks.latency === undefined) answer(request, response);
    else setTimeout(answer, tricks.latency, request, response);
  });

  return {
    issuer,
    asked,
    callback: async (redirectTo) => {
      const answer = await fetch(redirectTo, { redirect: 'manual' });
      return new URL(answer.headers.get('location') ?? '');
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
