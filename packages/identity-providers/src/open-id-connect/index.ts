import { pipe } from 'fp-ts/lib/function.js';
import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { IdentityProvider } from '@recount/core/ports';
import type { ClientConfiguration, ProviderMisconfigured } from '../oauth/configuration.js';
import { starting } from '../oauth/start.js';
import { clientOf } from './client.js';
import { type Checked, checked, type OpenIdConnectConfiguration } from './configuration.js';
import { discovered } from './discovery.js';
import { finishing } from './finish.js';

/** The provider of a configuration that was looked through. */
export const openIdConnectOf = (sound: Checked): IdentityProvider => {
  const { name, title, issuer, deadline } = sound;
  const described = discovered(sound);
  const departure = {
    provider: name,
    deadline,
    asks: ({ nonce }: { readonly nonce: string }) => ({ scope: 'openid email profile', nonce }),
  };
  const client = (before: AbortSignal) =>
    pipe(
      described(before),
      TE.map((metadata) => () => clientOf(sound, metadata)),
    );
  return { name, title, issuer, start: starting(departure, client), finish: finishing(sound, described) };
};

/** A provider that speaks OpenID Connect; it is first asked when somebody signs in, so it may be down when we start. */
export const openIdConnect = (
  configuration: OpenIdConnectConfiguration,
): E.Either<ProviderMisconfigured, IdentityProvider> => E.map(openIdConnectOf)(checked(configuration));

/** Google as an OpenID Connect provider; `hd` is kept as a fact about where somebody works. */
export const google = (
  client: Omit<ClientConfiguration, 'name' | 'title'> & Partial<OpenIdConnectConfiguration>,
): OpenIdConnectConfiguration => ({
  name: 'google',
  title: 'Google',
  issuer: 'https://accounts.google.com',
  hostedDomainClaim: 'hd',
  ...client,
});
