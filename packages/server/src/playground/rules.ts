import { isIPv4 } from 'node:net';
import { type Configuration, isLoopback } from '../configuration/index.js';

const realSignIn =
  'set RECOUNT_GITHUB_CLIENT_ID or RECOUNT_GOOGLE_CLIENT_ID, with its secret, for real people';

const isLoopbackAddress = (address: string): boolean =>
  address === '::1' || (isIPv4(address) && address.startsWith('127.'));

const withoutProduction = ({ production }: Configuration): string | undefined =>
  production
    ? `No sign-in is configured, and the playground never runs in production (NODE_ENV): ${realSignIn}.`
    : undefined;

const onThisMachine = ({ origin }: Configuration): string | undefined =>
  origin !== undefined && !isLoopback(origin)
    ? `No sign-in is configured, and the playground is for http://localhost only, not for ${origin}: ${realSignIn}.`
    : undefined;

const onLoopback = ({ bind }: Configuration): string | undefined =>
  isLoopbackAddress(bind)
    ? undefined
    : `No sign-in is configured, and the playground listens on 127.0.0.1 only, not on ${bind}: ${realSignIn}.`;

const withoutProxies = ({ trustedProxies }: Configuration): string | undefined =>
  trustedProxies.length > 0
    ? `No sign-in is configured, and the playground takes nothing from proxies (RECOUNT_TRUSTED_PROXIES): ${realSignIn}.`
    : undefined;

/** Why the playground may not start here, in a sentence; nothing if it may, or if it is not asked for. */
export const playgroundRefused = (configuration: Configuration): string | undefined => {
  if (configuration.signIn.type !== 'playground') return undefined;
  const rules = [withoutProduction, onThisMachine, onLoopback, withoutProxies];
  return rules.map((rule) => rule(configuration)).find((sentence) => sentence !== undefined);
};
