import type { IdentityProvider } from '@recount/core/ports';
import { github, google, openIdConnect, type ProviderMisconfigured } from '@recount/identity-providers';
import * as E from 'fp-ts/lib/Either.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import type { SignIn } from '../configuration/index.js';
import { type Invented, invitePeople } from '../playground/people.js';
import type { Scope } from '../scope.js';
import { inItsProtocol } from './by-protocol.js';

/** Who vouches for people, and the playground's providers if it is those. */
export type Vouching = {
  readonly providers: ReadonlyArray<IdentityProvider>;
  readonly playground: ReadonlyArray<Invented> | undefined;
};

const cannotWork = ({ provider, detail }: ProviderMisconfigured): string =>
  `Signing in through ${provider} cannot work: ${detail}.`;

const allOf = (
  all: ReadonlyArray<E.Either<ProviderMisconfigured, IdentityProvider>>,
): E.Either<string, ReadonlyArray<IdentityProvider>> =>
  E.mapLeft(cannotWork)(RA.sequence(E.Applicative)(all));

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
      allOf(signIn.providers.map(inItsProtocol({ github, openIdConnect }))),
    );
  const invited = await invitePeople(place, ({ playground }) => scope.add(playground.close));
  if (E.isLeft(invited)) return invited;
  const playground = invited.right;
  return E.map((providers: Vouching['providers']) => ({ providers, playground }))(
    allOf(playground.map(vouchingInvented)),
  );
};
