import type { IdentityProvider } from '@recount/core/ports';
import { github, google, openIdConnect, type ProviderMisconfigured } from '@recount/identity-providers';
import * as E from 'fp-ts/lib/Either.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import type { Provider, SignIn } from './configuration/index.js';
import { type Invented, invitePeople } from './playground/people.js';
import type { Scope } from './scope.js';

/** Who vouches for people, and the playground's providers if it is those. */
export type Vouching = {
  readonly providers: ReadonlyArray<IdentityProvider>;
  readonly playground: ReadonlyArray<Invented> | undefined;
};

const made = (provider: Provider): E.Either<ProviderMisconfigured, IdentityProvider> => {
  const { name, clientId, clientSecret } = provider;
  const client = { name, clientId, clientSecret };
  switch (provider.type) {
    case 'github': {
      const { url, apiUrl } = provider;
      return github({ ...client, url, ...(apiUrl === undefined ? {} : { apiUrl }) });
    }
    case 'google':
      return openIdConnect(google({ ...client, issuer: provider.issuer }));
    case 'openid-connect':
      return openIdConnect({ ...client, title: provider.title, issuer: provider.issuer });
  }
};

const cannotWork = ({ provider, detail }: ProviderMisconfigured): string =>
  `Signing in through ${provider} cannot work: ${detail}.`;

const allOf = (
  made: ReadonlyArray<E.Either<ProviderMisconfigured, IdentityProvider>>,
): E.Either<string, ReadonlyArray<IdentityProvider>> =>
  E.mapLeft(cannotWork)(RA.sequence(E.Applicative)(made));

const vouchingInvented = ({ name, title, playground }: Invented) => {
  const { issuer, clientId, clientSecret } = playground;
  const client = { clientId, clientSecret, title };
  return name === 'github'
    ? github({ ...client, url: issuer })
    : openIdConnect(google({ ...client, issuer }));
};

/** The providers that people sign in through; the playground's are started, and are the scope's to close. */
export const vouchingFor = async (
  signIn: SignIn,
  place: { readonly origin: string; readonly port: number },
  scope: Scope,
): Promise<E.Either<string, Vouching>> => {
  if (signIn.type === 'providers')
    return E.map((providers: Vouching['providers']) => ({ providers, playground: undefined }))(
      allOf(signIn.providers.map(made)),
    );
  const invited = await invitePeople(place, ({ playground }) => scope.add(playground.close));
  if (E.isLeft(invited)) return invited;
  const playground = invited.right;
  return E.map((providers: Vouching['providers']) => ({ providers, playground }))(
    allOf(playground.map(vouchingInvented)),
  );
};
