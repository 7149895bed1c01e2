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
import { isOpenToAnybody } from './open-to-anybody.js';

/** How one OpenID Connect provider is reached, and as whom. */
export type OpenIdConnectConfiguration = ClientConfiguration & {
  /** The issuer exactly as the provider spells it, without `/.well-known/...`; logins hang on it. */
  readonly issuer: string;
  /** The claim in which the provider says which organization a person is of; none unless given. */
  readonly hostedDomainClaim?: string;
  /**
   * Whether an address is taken as verified where the provider does not say whether it is. Only for the provider of one
   * company, which gives its people their addresses itself; a no of the provider stays a no.
   */
  readonly addressesAreVerified?: boolean;
};

/** A configuration that was looked through, with every limit set. */
export type Checked = OpenIdConnectConfiguration &
  Required<Pick<ClientConfiguration, 'deadline' | 'maxAnswer'>> & { readonly plainHttp: boolean };

const trustMistake = (
  { addressesAreVerified = false }: OpenIdConnectConfiguration,
  issuer: URL | undefined,
): string | undefined =>
  addressesAreVerified && issuer !== undefined && isOpenToAnybody(issuer)
    ? 'the issuer is of many companies, whose people write any address: addressesAreVerified needs the issuer of one'
    : undefined;

/** Looks the configuration of an OpenID Connect provider through. */
export const checked = (
  configuration: OpenIdConnectConfiguration,
): E.Either<ProviderMisconfigured, Checked> => {
  const issuer = parsed(configuration.issuer);
  return pipe(
    lookedThrough(configuration, [addressMistake('issuer', issuer), trustMistake(configuration, issuer)]),
    E.map((sound) => ({ ...usualLimits, ...sound, plainHttp: issuer?.protocol === 'http:' })),
  );
};
