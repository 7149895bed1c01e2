import { createServer } from 'node:http';
import { peer } from '../stage/peers.js';
import { type Pool, poolOf } from '../stage/postgres.js';
import { serveForParent } from './child.js';
import { bareRoute } from './route.js';

type Options = {
  readonly database: Pool;
  readonly secret: string;
  readonly baseURL: string;
  readonly emailAndPassword: { readonly enabled: true };
  readonly rateLimit: { readonly enabled: false };
  readonly telemetry: { readonly enabled: false };
  readonly plugins: ReadonlyArray<unknown>;
};

type Auth = {
  readonly api: {
    readonly signUpEmail: (wish: {
      readonly body: { readonly email: string; readonly password: string; readonly name: string };
    }) => Promise<{ readonly user: { readonly id: string } }>;
    readonly createApiKey: (wish: {
      readonly body: { readonly name: string; readonly userId: string };
    }) => Promise<{ readonly key: string }>;
    readonly verifyApiKey: (wish: { readonly body: { readonly key: string } }) => Promise<object>;
  };
};

type BetterAuth = { readonly betterAuth: (options: Options) => Auth };
type Migrations = {
  readonly getMigrations: (options: Options) => Promise<{ readonly runMigrations: () => Promise<void> }>;
};
type ApiKeys = {
  readonly apiKey: (options: { readonly rateLimit: { readonly enabled: false } }) => unknown;
};

const opened = async (url: string): Promise<Auth> => {
  const { apiKey } = await peer<ApiKeys>('@better-auth/api-key');
  const { betterAuth } = await peer<BetterAuth>('better-auth');
  const { getMigrations } = await peer<Migrations>('better-auth/db/migration');
  const options: Options = {
    database: poolOf(url, 16),
    secret: 'a secret for a benchmark that nobody has to keep',
    baseURL: 'http://127.0.0.1:3000',
    emailAndPassword: { enabled: true },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    plugins: [apiKey({ rateLimit: { enabled: false } })],
  };
  await (await getMigrations(options)).runMigrations();
  return betterAuth(options);
};

const issued = async ({ api }: Auth, count: number): Promise<ReadonlyArray<string>> => {
  const person = { email: 'ada@example.test', password: 'correct horse battery staple', name: 'Ada' };
  const { user } = await api.signUpEmail({ body: person });
  const keys: string[] = [];
  while (keys.length < count) {
    const wave = Array.from({ length: Math.min(64, count - keys.length) }, (_, at) =>
      api.createApiKey({ body: { name: `Key ${keys.length + at}`, userId: user.id } }),
    );
    keys.push(...(await Promise.all(wave)).map(({ key }) => key));
  }
  return keys;
};

/** Serves Better Auth's verification of keys behind the bare route, on a database, after so many keys were issued. */
export const serveBetterAuth = async (url: string, count: number): Promise<void> => {
  const auth = await opened(url);
  const secrets = await issued(auth, count);
  const app = bareRoute(({ key }, answer) => void auth.api.verifyApiKey({ body: { key } }).then(answer));
  serveForParent(createServer(app), { secrets }, () => ({}));
};
