import type { IdentityProvider } from '@recount/core/ports';
import { type OpenIdConnectConfiguration, openIdConnect } from '@recount/identity-providers';
import type { Playground } from '@recount/playground';
import * as E from 'fp-ts/lib/Either.js';
import type { SignIn } from './configuration/index.js';
import { invitePeople } from './playground/people.js';
import type { Scope } from './scope.js';

/** Who vouches for people, and the playground if it is that. */
export type Vouching = {
  readonly providers: ReadonlyArray<IdentityProvider>;
  readonly playground: Playground | undefined;
};

const vouched = (
  configuration: OpenIdConnectConfiguration,
  playground: Playground | undefined,
): E.Either<string, Vouching> => {
  const provider = openIdConnect(configuration);
  return E.isLeft(provider)
    ? E.left(`Signing in through ${configuration.title} cannot work: ${provider.left.detail}.`)
    : E.right({ providers: [provider.right], playground });
};

/** The providers that people sign in through; the playground's is started, and is the scope's to close. */
export const vouchingFor = async (
  signIn: SignIn,
  place: { readonly origin: string; readonly port: number },
  scope: Scope,
): Promise<E.Either<string, Vouching>> => {
  const named = { name: 'google', title: 'Google' };
  if (signIn.type === 'google') return vouched({ ...named, ...signIn.google }, undefined);
  const redirectUri = `${place.origin}/sign-in/google/callback`;
  const invited = await invitePeople({ redirectUri, port: place.port });
  if (E.isLeft(invited)) return invited;
  const playground = invited.right;
  scope.add(playground.close);
  const { issuer, clientId, clientSecret } = playground;
  // People read: Continue with the playground.
  return vouched({ name: 'google', title: 'the playground', issuer, clientId, clientSecret }, playground);
};
