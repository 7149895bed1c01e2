import {
  allowInsecureRequests,
  ClientSecretPost,
  Configuration,
  type CustomFetch,
  customFetch,
} from 'openid-client';
import type { Wire } from '../wire.js';
import type { Checked } from './configuration.js';

// What GitHub calls what RFC 6749, 5.2, has words for.
const words: ReadonlyMap<unknown, string> = new Map([
  ['bad_verification_code', 'invalid_grant'],
  ['incorrect_client_credentials', 'invalid_client'],
]);

const errorIn = (text: string): unknown => {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined;
  } catch {
    return undefined;
  }
};

// GitHub says no with a 200, which a library takes for a yes that lacks everything.
const asTheProtocolSays =
  (fetch: CustomFetch): CustomFetch =>
  async (url, options) => {
    const answer = await fetch(url, options);
    const text = await answer.text();
    const error = errorIn(text);
    const { status, headers } = answer;
    return error === undefined
      ? new Response(text, { status, headers })
      : Response.json({ error: words.get(error) ?? error }, { status: 400 });
  };

/** Us as a client of a GitHub, which describes itself nowhere; over a wire where something is asked of it. */
export const clientOf = (configuration: Checked, wire?: Wire): Configuration => {
  const { oauth, clientId, clientSecret, plainHttp } = configuration;
  const metadata = {
    issuer: oauth,
    authorization_endpoint: `${oauth}/authorize`,
    token_endpoint: `${oauth}/access_token`,
  };
  const client = new Configuration(metadata, clientId, undefined, ClientSecretPost(clientSecret));
  if (plainHttp) allowInsecureRequests(client);
  if (wire !== undefined) client[customFetch] = asTheProtocolSays(wire.fetch);
  return client;
};
