import type { Connection, Connections } from '@recount/core/ports';
import { openIdConnect, type ProviderMisconfigured, saml } from '@recount/identity-providers';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { fromNullable } from 'fp-ts/lib/Option.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import { of } from 'fp-ts/lib/TaskEither.js';
import { type Described, describedIn } from './described.js';

const connectionOf = (one: Described): E.Either<ProviderMisconfigured, Connection> => {
  const { id: connectionId, title, domains } = one.written;
  const whose = { connectionId, title, domains };
  if (one.type === 'openid-connect')
    return pipe(
      openIdConnect(one.openIdConnect),
      E.map((provider) => ({ ...whose, protocol: { type: 'openid-connect', provider } })),
    );
  const { providerStarted } = one;
  return pipe(
    saml(one.saml),
    E.map((provider) => ({ ...whose, protocol: { type: 'saml', provider, providerStarted } })),
  );
};

const these = (connections: ReadonlyArray<Connection>): Connections => {
  const byId = new Map(connections.map((one) => [one.connectionId, one]));
  const byDomain = new Map(connections.flatMap((one) => one.domains.map((domain) => [domain, one] as const)));
  return {
    find: (connectionId) => of(fromNullable(byId.get(connectionId))),
    forDomain: (domain) => of(fromNullable(byDomain.get(domain))),
  };
};

/** These connections, all of them active; or which of them cannot be used, and why. */
export const connectionsFor = (described: ReadonlyArray<Described>): E.Either<string, Connections> =>
  pipe(
    RA.sequence(E.Applicative)(described.map(connectionOf)),
    E.bimap(({ provider, detail }) => `${provider} cannot be used: ${detail}.`, these),
  );

/** The connections of the file that the service is told of; none without a file. */
export const connectionsIn = async (
  path: string | undefined,
  origin: string,
): Promise<E.Either<string, Connections>> => {
  const described = path === undefined ? E.right([]) : await describedIn(path, origin);
  if (E.isLeft(described)) return described;
  return E.mapLeft((why: string) => `RECOUNT_SSO_FILE: ${why}`)(connectionsFor(described.right));
};
