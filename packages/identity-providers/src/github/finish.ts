import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { answerHolds, callbackIsOfThisSignIn } from '../callback.js';
import type { IdentityProvider } from '@recount/core/ports';
import { openWire } from '../wire.js';
import { emailsOf, userOf } from './api.js';
import type { Checked } from './configuration.js';
import { exchanged } from './exchange.js';
import { loginOf } from './login.js';

/** Ends a sign-in: GitHub signs nothing, so what it says counts because we asked it, over a line of our own. */
export const finishing =
  (configuration: Checked): IdentityProvider['finish'] =>
  (callback, kept) =>
  () => {
    const { name, oauth, deadline, maxAnswer } = configuration;
    const wire = openWire(AbortSignal.timeout(deadline), maxAnswer);
    return pipe(
      TE.fromEither(callbackIsOfThisSignIn(name)(callback, kept)),
      TE.chainEitherK(() => answerHolds(name)(callback, { name: oauth, alwaysNamed: false })),
      TE.chainW(() => exchanged(configuration, { callback, kept }, wire)),
      TE.bindTo('token'),
      TE.bindW('user', ({ token }) => userOf(configuration, { wire, token })),
      TE.bindW('emails', ({ token }) => emailsOf(configuration, { wire, token })),
      TE.map((told) => loginOf(configuration, told)),
    )();
  };
