import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import {
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  type Configuration,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import type { IdentityProvider, KeptForCallback, ProviderFault, Started } from '@recount/core/ports';
import { messageOf } from './explanation.js';

/** What is asked for at one provider besides what is asked for at all of them. */
export type Departure = {
  readonly provider: string;
  /** Milliseconds. */
  readonly deadline: number;
  readonly asks: (kept: KeptForCallback) => Readonly<Record<string, string>>;
};

const keep = (provider: string, redirectUri: string): KeptForCallback => ({
  provider,
  state: randomState(),
  nonce: randomNonce(),
  codeVerifier: randomPKCECodeVerifier(),
  redirectUri,
});

const addressOf = async (
  client: () => Configuration,
  kept: KeptForCallback,
  asks: Departure['asks'],
): Promise<string> => {
  const address = buildAuthorizationUrl(client(), {
    redirect_uri: kept.redirectUri,
    state: kept.state,
    code_challenge: await calculatePKCECodeChallenge(kept.codeVerifier),
    code_challenge_method: 'S256',
    ...asks(kept),
  });
  return address.href;
};

/** Begins a sign-in: an address at the provider that only this browser can come back from. */
export const starting = (
  { provider, deadline, asks }: Departure,
  clientBefore: (deadline: AbortSignal) => TE.TaskEither<ProviderFault, () => Configuration>,
): IdentityProvider['start'] => {
  const fault = (cause: unknown): ProviderFault => ({
    type: 'ProviderAnswersBadly',
    provider,
    detail: messageOf(cause),
  });
  return (redirectUri) => () => {
    const kept = keep(provider, redirectUri);
    return pipe(
      clientBefore(AbortSignal.timeout(deadline)),
      TE.chain((client) => TE.tryCatch(() => addressOf(client, kept, asks), fault)),
      TE.map((redirectTo): Started => ({ redirectTo, kept })),
    )();
  };
};
