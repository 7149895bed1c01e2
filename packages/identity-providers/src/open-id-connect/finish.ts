import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { answerHolds, callbackIsOfThisSignIn } from '../callback.js';
import type { IdentityProvider } from '@recount/core/ports';
import { loginIn } from './claims.js';
import type { Checked } from './configuration.js';
import type { Described } from './discovery.js';
import { exchanging } from './exchange.js';

/** Ends a sign-in: nobody is asked about a callback that is not this browser's, and nothing unproven becomes a login. */
export const finishing = (configuration: Checked, described: Described): IdentityProvider['finish'] => {
  const { name, deadline: milliseconds } = configuration;
  const exchange = exchanging(configuration);
  return (callback, kept) => () => {
    const deadline = AbortSignal.timeout(milliseconds);
    return pipe(
      TE.fromEither(callbackIsOfThisSignIn(name)(callback, kept)),
      TE.chainW(() => described(deadline)),
      TE.chainFirstEitherKW((metadata) =>
        answerHolds(name)(callback, {
          name: metadata.issuer,
          alwaysNamed: metadata.authorization_response_iss_parameter_supported === true,
        }),
      ),
      TE.chainW((metadata) => exchange(metadata, { callback, kept }, deadline)),
      TE.chainEitherKW(loginIn(configuration)),
    )();
  };
};
