import * as t from 'io-ts';
import { Address, Networks, Port } from './values/network.js';
import { Issuer, Origin } from './values/origin.js';
import { MailAddress, SmtpUrl } from './values/mail.js';
import { Span } from './values/spans.js';
import { StoreAddress } from './values/store-address.js';
import { FilePath, Given, LogLevel, Secret, Switch } from './values/words.js';

/** The environment as the system hands it over. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Every setting by its name in the environment; each may be absent. */
export const Settings = t.partial({
  RECOUNT_STORE: StoreAddress,
  RECOUNT_VAULT: StoreAddress,
  RECOUNT_SECRET: Secret,
  RECOUNT_SECRET_PREVIOUS: Secret,
  RECOUNT_ORIGIN: Origin,
  RECOUNT_PORT: Port,
  RECOUNT_BIND: Address,
  RECOUNT_TRUSTED_PROXIES: Networks,
  RECOUNT_GITHUB_CLIENT_ID: Given,
  RECOUNT_GITHUB_CLIENT_SECRET: Given,
  RECOUNT_GITHUB_URL: Origin,
  RECOUNT_GITHUB_API_URL: Issuer,
  RECOUNT_GOOGLE_CLIENT_ID: Given,
  RECOUNT_GOOGLE_CLIENT_SECRET: Given,
  RECOUNT_GOOGLE_ISSUER: Issuer,
  RECOUNT_SSO_FILE: FilePath,
  RECOUNT_SESSION_IDLE: Span,
  RECOUNT_SESSION_LIFETIME: Span,
  RECOUNT_SMTP_URL: SmtpUrl,
  RECOUNT_MAIL_FROM: MailAddress,
  RECOUNT_LOG_LEVEL: LogLevel,
  RECOUNT_RATE_LIMITS: Switch,
  RECOUNT_METRICS: Switch,
});
export type Settings = Readonly<t.TypeOf<typeof Settings>>;

/** The name of a setting. */
export type Name = keyof Settings;

/** Whether this is the name of a setting. */
export const isName = (name: string): name is Name => Object.hasOwn(Settings.props, name);

/** Names that the command line reads from the same environment. */
export const ofTheCommandLine: ReadonlySet<string> = new Set([
  'RECOUNT_KEY',
  'RECOUNT_HOST',
  'RECOUNT_PROFILE',
  'RECOUNT_TEAM',
]);
