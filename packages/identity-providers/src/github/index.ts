import { pipe } from 'fp-ts/lib/function.js';
import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { IdentityProvider } from '@recount/core/ports';
import type { ProviderMisconfigured } from '../oauth/configuration.js';
import { starting } from '../oauth/start.js';
import { clientOf } from './client.js';
import { checked, type GithubConfiguration } from './configuration.js';
import { finishing } from './finish.js';

const scope = 'read:user user:email';

/** GitHub, which speaks OAuth 2.0 and tells over its API who somebody is; or a GitHub Enterprise. */
export const github = (
  configuration: GithubConfiguration,
): E.Either<ProviderMisconfigured, IdentityProvider> =>
  pipe(
    checked(configuration),
    E.map((sound) => {
      const { name, title, issuer, deadline } = sound;
      const departure = { provider: name, deadline, asks: () => ({ scope }) };
      return {
        name,
        title,
        issuer,
        start: starting(departure, () => TE.right(() => clientOf(sound))),
        finish: finishing(sound),
      };
    }),
  );
