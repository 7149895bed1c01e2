import * as TE from 'fp-ts/lib/TaskEither.js';
import { authorizationCodeGrant } from 'openid-client';
import type { KeptForCallback, ProviderFault, SignInNotProven } from '@recount/core/ports';
import { explained } from '../oauth/explanation.js';
import type { Wire } from '../wire.js';
import { clientOf } from './client.js';
import type { Checked } from './configuration.js';

/** Changes the code in a callback for a token to ask GitHub's API with. */
export const exchanged = (
  configuration: Checked,
  { callback, kept }: { readonly callback: URL; readonly kept: KeptForCallback },
  wire: Wire,
): TE.TaskEither<ProviderFault | SignInNotProven, string> => {
  const { name } = configuration;
  return TE.tryCatch(
    async () => {
      const { access_token: token } = await authorizationCodeGrant(clientOf(configuration, wire), callback, {
        expectedState: kept.state,
        pkceCodeVerifier: kept.codeVerifier,
      });
      return token;
    },
    (cause) => {
      const fault = wire.fault();
      return fault === undefined ? explained(name)(cause) : { provider: name, ...fault };
    },
  );
};
