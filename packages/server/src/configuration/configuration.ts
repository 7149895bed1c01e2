import * as E from 'fp-ts/lib/Either.js';
import { readSettings } from './environment.js';
import type { Problem } from './problems/problem.js';
import type { Said } from './providers/rules.js';
import { type SignIn, signInOf } from './providers/sign-in.js';
import type { StoreAddress } from './values/store-address.js';
import type { Environment, Settings } from './variables.js';

/** How long sessions last, in milliseconds. */
export type Sessions = { readonly idle: number; readonly lifetime: number };

/** The server that takes mail, and the address that it comes from. */
export type Mail = { readonly url: string; readonly from: string };

/** All that the service is told at its start. */
export type Configuration = {
  readonly signIn: SignIn;
  readonly ssoFile: string | undefined;
  readonly store: StoreAddress;
  readonly vault: StoreAddress;
  readonly secret: string | undefined;
  readonly previousSecret: string | undefined;
  readonly origin: string | undefined;
  readonly port: number;
  readonly bind: string;
  readonly trustedProxies: ReadonlyArray<string>;
  readonly sessions: Sessions;
  readonly mail: Mail | undefined;
  readonly logLevel: NonNullable<Settings['RECOUNT_LOG_LEVEL']> | undefined;
  readonly rateLimits: boolean;
  readonly metrics: boolean;
  readonly production: boolean;
};

const storeOf = (settings: Settings, signIn: SignIn): StoreAddress => {
  const path = signIn.type === 'playground' ? './data/playground.db' : './data/recount.db';
  return settings.RECOUNT_STORE ?? { type: 'sqlite', path };
};

const beside = (store: StoreAddress): StoreAddress =>
  store.type === 'sqlite' ? { type: 'sqlite', path: `${store.path.replace(/\.db$/, '')}.vault.db` } : store;

const day = 86_400_000;

const sessionsOf = ({
  RECOUNT_SESSION_LIFETIME: lifetime = 30 * day,
  RECOUNT_SESSION_IDLE: idle = Math.min(7 * day, lifetime),
}: Settings): Sessions => ({ idle, lifetime });

const mailOf = ({ RECOUNT_SMTP_URL: url, RECOUNT_MAIL_FROM: from }: Settings): Mail | undefined =>
  url === undefined || from === undefined ? undefined : { url, from };

const filledIn = (said: Said, environment: Environment): Configuration => {
  const { settings } = said;
  const signIn = signInOf(said);
  const store = storeOf(settings, signIn);
  return {
    signIn,
    ssoFile: settings.RECOUNT_SSO_FILE,
    store,
    vault: settings.RECOUNT_VAULT ?? beside(store),
    secret: settings.RECOUNT_SECRET,
    previousSecret: settings.RECOUNT_SECRET_PREVIOUS,
    origin: settings.RECOUNT_ORIGIN,
    port: settings.RECOUNT_PORT ?? 3000,
    bind: settings.RECOUNT_BIND ?? '127.0.0.1',
    trustedProxies: settings.RECOUNT_TRUSTED_PROXIES ?? [],
    sessions: sessionsOf(settings),
    mail: mailOf(settings),
    logLevel: settings.RECOUNT_LOG_LEVEL,
    rateLimits: settings.RECOUNT_RATE_LIMITS !== 'off',
    metrics: settings.RECOUNT_METRICS !== 'off',
    production: environment['NODE_ENV'] === 'production',
  };
};

/** What the environment says, with what holds where it says nothing; or everything that is wrong with it. */
export const configurationIn = (
  environment: Environment,
): E.Either<ReadonlyArray<Problem>, Configuration> => {
  const said = readSettings(environment);
  return E.isLeft(said) ? said : E.right(filledIn(said.right, environment));
};
