import * as E from 'fp-ts/lib/Either.js';
import { isLoopback } from '../loopback.js';

/** A provider that cannot be used as it is configured. */
export type ProviderMisconfigured = {
  readonly type: 'ProviderMisconfigured';
  readonly provider: string;
  readonly detail: string;
};

/** What every provider is reached with, and as whom. */
export type ClientConfiguration = {
  /** Lower-case letters, digits and dashes: part of addresses. */
  readonly name: string;
  readonly title: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Milliseconds for all requests of one start or finish together; 5000 unless given. */
  readonly deadline?: number;
  /** Bytes read of one answer at most; 262144 unless given. */
  readonly maxAnswer?: number;
};

/** The limits that hold unless others are given. */
export const usualLimits = { deadline: 5_000, maxAnswer: 262_144 } as const;

/** The address of a provider, if it is one. */
export const parsed = (address: string): URL | undefined =>
  URL.canParse(address) ? new URL(address) : undefined;

/** What is wrong with the address that a provider is known by, which `what` names. */
export const addressMistake = (what: string, address: URL | undefined): string | undefined => {
  if (address === undefined) return `the ${what} is not a URL`;
  if (address.search !== '' || address.hash !== '' || address.username !== '')
    return `the ${what} has a query, a fragment or a user name`;
  if (address.protocol === 'https:') return undefined;
  return address.protocol === 'http:' && isLoopback(address)
    ? undefined
    : `the ${what} needs https (plain http only on loopback)`;
};

const clientMistake = ({ name, clientId, clientSecret }: ClientConfiguration): string | undefined => {
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name))
    return 'the name is not lower-case letters, digits and dashes';
  return clientId === '' || clientSecret === '' ? 'the client id or the client secret is empty' : undefined;
};

/** Looks a configuration through, so that a mistake shows when the service starts and not when somebody signs in. */
export const lookedThrough = <C extends ClientConfiguration>(
  configuration: C,
  mistakes: ReadonlyArray<string | undefined>,
): E.Either<ProviderMisconfigured, C> => {
  const detail = [clientMistake(configuration), ...mistakes].find((mistake) => mistake !== undefined);
  return detail === undefined
    ? E.right(configuration)
    : E.left({ type: 'ProviderMisconfigured', provider: configuration.name, detail });
};
