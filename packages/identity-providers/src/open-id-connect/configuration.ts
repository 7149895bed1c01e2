import { pipe } from 'fp-ts/lib/function.js';
import * as E from 'fp-ts/lib/Either.js';
import {
  addressMistake,
  type ClientConfiguration,
  lookedThrough,
  parsed,
  type ProviderMisconfigured,
  usualLimits,
} from '../oauth/configuration.js';

/** How one OpenID Connect provider is reached, and as whom. */
export type OpenIdConnectConfiguration = ClientConfiguration & {
  /** The issuer exactly as the provider spells it, without `/.well-known/...`; logins hang on it. */
  readonly issuer: string;
  /** The claim in which the provider says which organization a person is of; none unless given. */
  readonly hostedDomainClaim?: string;
};

/** A configuration that was looked through, with every limit set. */
export type Checked = OpenIdConnectConfiguration &
  Required<Pick<ClientConfiguration, 'deadline' | 'maxAnswer'>> & { readonly plainHttp: boolean };

/** Looks the configuration of an OpenID Connect provider through. */
export const checked = (
  configuration: OpenIdConnectConfiguration,
): E.Either<ProviderMisconfigured, Checked> => {
  const issuer = parsed(configuration.issuer);
  return pipe(
    lookedThrough(configuration, [addressMistake('issuer', issuer)]),
    E.map((sound) => ({ ...usualLimits, ...sound, plainHttp: issuer?.protocol === 'http:' })),
  );
};
