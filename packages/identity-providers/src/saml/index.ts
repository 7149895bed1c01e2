import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { SamlProvider } from '@recount/core/ports';
import type { ProviderMisconfigured } from '../oauth/configuration.js';
import { checked } from './configuration/checked.js';
import type { SamlConfiguration } from './configuration/settings.js';
import { loggingOut } from './logout/index.js';
import { metadataOf } from './metadata/ours.js';
import { receiving } from './assertion/receive.js';
import { starting } from './start.js';

export type { PromiseName } from './promises/check.js';
export type { SamlConfiguration, SamlProviderDescription } from './configuration/settings.js';
export { providerIn } from './metadata/theirs.js';
export { promises } from './promises/table.js';

/** A provider that speaks SAML 2.0; nothing is asked of it over the network, now or later. */
export const saml = (configuration: SamlConfiguration): E.Either<ProviderMisconfigured, SamlProvider> =>
  pipe(
    checked(configuration, Date.now()),
    E.map((sound) => ({
      metadata: () => metadataOf(sound),
      start: starting(sound),
      receive: receiving(sound),
      logout: loggingOut(sound),
    })),
  );
