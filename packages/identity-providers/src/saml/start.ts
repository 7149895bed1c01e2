import { randomBytes } from 'node:crypto';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { SamlProvider } from '@recount/core/ports';
import type { Checked } from './configuration/settings.js';
import { libraryFor } from './configuration/library.js';

// An XML id begins with a letter or an underscore.
const freshId = (): string => `_${randomBytes(20).toString('hex')}`;

/** Makes a request to sign somebody in, signed where we have a key for that. */
export const starting =
  (configuration: Checked): SamlProvider['start'] =>
  (relayState) =>
    TE.tryCatch(
      async () => {
        const requestId = freshId();
        const library = libraryFor(configuration, { id: requestId, now: Date.now() });
        return { redirectTo: await library.getAuthorizeUrlAsync(relayState, undefined, {}), requestId };
      },
      () => ({
        type: 'ProviderAnswersBadly',
        provider: configuration.name,
        detail: 'no request could be made for it',
      }),
    );
