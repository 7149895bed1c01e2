import {
  type GithubConfiguration,
  google,
  type OpenIdConnectConfiguration,
} from '@recount/identity-providers';
import type { Provider } from '../configuration/index.js';

/** What is done with a provider of each protocol. */
export type ByProtocol<A> = {
  readonly github: (configuration: GithubConfiguration) => A;
  readonly openIdConnect: (configuration: OpenIdConnectConfiguration) => A;
};

/** A configured provider, in the words of its protocol. */
export const inItsProtocol =
  <A>({ github, openIdConnect }: ByProtocol<A>) =>
  (provider: Provider): A => {
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
