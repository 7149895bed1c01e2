import {
  allowInsecureRequests,
  ClientSecretBasic,
  Configuration,
  enableNonRepudiationChecks,
  type ServerMetadata,
} from 'openid-client';
import type { Checked } from './configuration.js';

/** Us as a client of one provider. */
export const clientOf = (configuration: Checked, metadata: ServerMetadata): Configuration => {
  const { clientId, clientSecret, plainHttp } = configuration;
  const client = new Configuration(metadata, clientId, undefined, ClientSecretBasic(clientSecret));
  if (plainHttp) allowInsecureRequests(client);
  // Without this the library takes a token from the token endpoint without looking at its signature.
  enableNonRepudiationChecks(client);
  return client;
};
