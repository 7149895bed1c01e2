import type { Connection, IdentityProvider } from '@recount/core/ports';
import type { Realm } from '@recount/domain/vocabulary';
import { isLeft, right } from 'fp-ts/lib/Either.js';
import { toUndefined } from 'fp-ts/lib/Option.js';
import type { Answer } from '../answer/failure.js';
import type { House } from '../house.js';

/** A way in: what people call it, and the address of this site where it begins. */
export type Way = { readonly title: string; readonly path: string };

/** A way in on which the provider sends the browser back with a code; for single sign-on, a connection's. */
export type CodeWay = Way & { readonly provider: IdentityProvider; readonly connection?: Connection };

/** The way in through a provider for everybody. */
export const wayThrough = (provider: IdentityProvider): CodeWay => ({
  title: provider.title,
  path: `/sign-in/${encodeURIComponent(provider.name)}`,
  provider,
});

/** The way in through a company's connection. */
export const wayOfConnection = ({ title, connectionId }: Connection): Way => ({
  title,
  path: `/sign-in/sso/${connectionId}`,
});

/** What people call whoever vouches for a login, by its issuer. */
export type TitleOf = (issuer: string) => string;

const place = (issuer: string): string => (URL.canParse(issuer) ? new URL(issuer).host : issuer);

/** The titles for logins of everybody's providers; one that is configured no longer goes by where it was. */
export const providerTitles =
  ({ providers }: Pick<House, 'providers'>): TitleOf =>
  (issuer) =>
    providers.find((one) => one.issuer === issuer)?.title ?? place(issuer);

/** The titles for logins of a realm: a company's connection vouches for all of its own. */
export const titlesIn = async (
  realm: Realm,
  house: Pick<House, 'providers' | 'connections'>,
): Answer<TitleOf> => {
  if (realm.type === 'social') return right(providerTitles(house));
  const found = await house.connections.find(realm.connectionId)();
  if (isLeft(found)) return found;
  const title = toUndefined(found.right)?.title;
  return right((issuer) => title ?? place(issuer));
};
