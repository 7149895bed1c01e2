import {
  allowInsecureRequests,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  enableNonRepudiationChecks,
  type ServerMetadata,
} from 'openid-client';
import type { Checked } from './configuration.js';

// Basic is what holds where a provider says nothing (OpenID Connect Discovery 3), and what we take where it has both.
const authenticated = (announced: unknown, secret: string): ClientAuth => {
  const methods: ReadonlyArray<unknown> = Array.isArray(announced) ? announced : [];
  return methods.includes('client_secret_post') && !methods.includes('client_secret_basic')
    ? ClientSecretPost(secret)
    : ClientSecretBasic(secret);
};

/** Us as a client of one provider. */
export const clientOf = (configuration: Checked, metadata: ServerMetadata): Configuration => {
  const { clientId, clientSecret, plainHttp } = configuration;
  const authentication = authenticated(metadata.token_endpoint_auth_methods_supported, clientSecret);
  const client = new Configuration(metadata, clientId, undefined, authentication);
  if (plainHttp) allowInsecureRequests(client);
  // Without this the library takes a token from the token endpoint without looking at its signature.
  enableNonRepudiationChecks(client);
  return client;
};
