import type * as OidcProvider from 'oidc-provider';

/** The provider's library as loaded. */
export type Library = typeof OidcProvider;

const greeting = 'oidc-provider WARNING: Unsupported runtime';

/**
 * Loads the provider's library without the greeting it has for Node 20, on which it works and which we support;
 * whatever else anybody warns about meanwhile is let through.
 */
export const loadLibrary = async (): Promise<Library> => {
  const warn = console.warn;
  console.warn = (...words: ReadonlyArray<unknown>): void => {
    if (!String(words[0]).includes(greeting)) warn(...words);
  };
  return import('oidc-provider').finally(() => {
    console.warn = warn;
  });
};
