import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import {
  authorizationCodeGrant,
  type Configuration,
  customFetch,
  getJwksCache,
  setJwksCache,
  type IDToken,
  type ServerMetadata,
} from 'openid-client';
import { notProven } from '../callback.js';
import type { KeptForCallback, ProviderFault, SignInNotProven } from '@recount/core/ports';
import { openWire } from '../wire.js';
import { clientOf } from './client.js';
import type { Checked } from './configuration.js';
import { explained } from '../oauth/explanation.js';

/** A browser that came back: where to, and with what it kept. */
export type Returned = { readonly callback: URL; readonly kept: KeptForCallback };

/** Changes the code in a callback for the provider's signed word on who it is. */
export type Exchange = (
  metadata: ServerMetadata,
  returned: Returned,
  deadline: AbortSignal,
) => TE.TaskEither<ProviderFault | SignInNotProven, IDToken>;

type Keys = ReturnType<typeof getJwksCache>;
type Told = { readonly token: IDToken | undefined; readonly keys: Keys };

const ask = async (client: Configuration, { callback, kept }: Returned, keys: Keys): Promise<Told> => {
  if (keys !== undefined) setJwksCache(client, keys);
  const tokens = await authorizationCodeGrant(client, callback, {
    expectedState: kept.state,
    expectedNonce: kept.nonce,
    pkceCodeVerifier: kept.codeVerifier,
    idTokenExpected: true,
  });
  return { token: tokens.claims(), keys: getJwksCache(client) };
};

/** Exchanges with one provider, whose signing keys are remembered from one to the next. */
export const exchanging = (configuration: Checked): Exchange => {
  const { name, maxAnswer } = configuration;
  let keys: Keys;
  return (metadata, returned, deadline) => {
    const wire = openWire(deadline, maxAnswer);
    const exchange = async (): Promise<IDToken | undefined> => {
      const client = clientOf(configuration, metadata);
      client[customFetch] = wire.fetch;
      const told = await ask(client, returned, keys);
      keys = told.keys;
      return told.token;
    };
    const failed = (cause: unknown): ProviderFault | SignInNotProven => {
      const fault = wire.fault();
      return fault === undefined ? explained(name)(cause) : { provider: name, ...fault };
    };
    return pipe(
      TE.tryCatch(exchange, failed),
      TE.chainW(TE.fromNullable(notProven(name)('token', 'there is no token'))),
    );
  };
};
