import { pipe } from 'fp-ts/lib/function.js';
import * as E from 'fp-ts/lib/Either.js';
import type { IdentityProvider } from '@recount/core/ports';
import { checked, type OpenIdConnectConfiguration, type ProviderMisconfigured } from './configuration.js';
import { discovered } from './discovery.js';
import { finishing } from './finish.js';
import { starting } from './start.js';

/** A provider that speaks OpenID Connect, such as Google; it is first asked when somebody signs in, so it may be down when we start. */
export const openIdConnect = (
  configuration: OpenIdConnectConfiguration,
): E.Either<ProviderMisconfigured, IdentityProvider> =>
  pipe(
    checked(configuration),
    E.map((sound) => {
      const described = discovered(sound);
      return {
        name: sound.name,
        title: sound.title,
        start: starting(sound, described),
        finish: finishing(sound, described),
      };
    }),
  );
