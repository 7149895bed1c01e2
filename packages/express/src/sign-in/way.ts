import type { Connection, IdentityProvider } from '@recount/core/ports';

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
