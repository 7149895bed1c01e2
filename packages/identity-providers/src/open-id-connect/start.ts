import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import {
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  type ServerMetadata,
} from 'openid-client';
import type { IdentityProvider, KeptForCallback, ProviderFault, Started } from '@recount/core/ports';
import { clientOf } from './client.js';
import type { Checked } from './configuration.js';
import type { Described } from './discovery.js';
import { messageOf } from './explanation.js';

const keep = (provider: string, redirectUri: string): KeptForCallback => ({
  provider,
  state: randomState(),
  nonce: randomNonce(),
  codeVerifier: randomPKCECodeVerifier(),
  redirectUri,
});

const addressOf = async (
  configuration: Checked,
  metadata: ServerMetadata,
  kept: KeptForCallback,
): Promise<string> => {
  const address = buildAuthorizationUrl(clientOf(configuration, metadata), {
    redirect_uri: kept.redirectUri,
    scope: 'openid email profile',
    state: kept.state,
    nonce: kept.nonce,
    code_challenge: await calculatePKCECodeChallenge(kept.codeVerifier),
    code_challenge_method: 'S256',
  });
  return address.href;
};

/** Begins a sign-in: an address at the provider that only this browser can come back from. */
export const starting = (configuration: Checked, described: Described): IdentityProvider['start'] => {
  const { name: provider, deadline: milliseconds } = configuration;
  const fault = (cause: unknown): ProviderFault => ({
    type: 'ProviderAnswersBadly',
    provider,
    detail: messageOf(cause),
  });
  return (redirectUri) => () => {
    const kept = keep(provider, redirectUri);
    return pipe(
      described(AbortSignal.timeout(milliseconds)),
      TE.chain((metadata) => TE.tryCatch(() => addressOf(configuration, metadata, kept), fault)),
      TE.map((redirectTo): Started => ({ redirectTo, kept })),
    )();
  };
};
