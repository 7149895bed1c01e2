import * as E from 'fp-ts/lib/Either.js';
import { isLoopback } from '../loopback.js';

/** How one OpenID Connect provider is reached, and as whom. */
export type OpenIdConnectConfiguration = {
  /** Lower-case letters, digits and dashes: part of addresses. */
  readonly name: string;
  readonly title: string;
  /** The issuer exactly as the provider spells it, without `/.well-known/...`; logins hang on it. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Milliseconds for all requests of one start or finish together; 5000 unless given. */
  readonly deadline?: number;
  /** Bytes read of one answer at most; 262144 unless given. */
  readonly maxAnswer?: number;
};

/** A provider that cannot be used as it is configured. */
export type ProviderMisconfigured = {
  readonly type: 'ProviderMisconfigured';
  readonly provider: string;
  readonly detail: string;
};

/** A configuration that was looked through, with every limit set. */
export type Checked = Required<OpenIdConnectConfiguration> & { readonly plainHttp: boolean };

const issuerMistake = (issuer: URL | undefined): string | undefined => {
  if (issuer === undefined) return 'the issuer is not a URL';
  if (issuer.search !== '' || issuer.hash !== '' || issuer.username !== '')
    return 'the issuer has a query, a fragment or a user name';
  if (issuer.protocol === 'https:') return undefined;
  return issuer.protocol === 'http:' && isLoopback(issuer)
    ? undefined
    : 'the issuer needs https (plain http only on loopback)';
};

const mistake = (
  { name, clientId, clientSecret }: OpenIdConnectConfiguration,
  issuer: URL | undefined,
): string | undefined => {
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name))
    return 'the name is not lower-case letters, digits and dashes';
  if (clientId === '' || clientSecret === '') return 'the client id or the client secret is empty';
  return issuerMistake(issuer);
};

/** Looks a configuration through, so that a mistake shows when the service starts and not when somebody signs in. */
export const checked = (
  configuration: OpenIdConnectConfiguration,
): E.Either<ProviderMisconfigured, Checked> => {
  const issuer = URL.canParse(configuration.issuer) ? new URL(configuration.issuer) : undefined;
  const detail = mistake(configuration, issuer);
  return detail === undefined
    ? E.right({
        deadline: 5_000,
        maxAnswer: 262_144,
        ...configuration,
        plainHttp: issuer?.protocol === 'http:',
      })
    : E.left({ type: 'ProviderMisconfigured', provider: configuration.name, detail });
};
