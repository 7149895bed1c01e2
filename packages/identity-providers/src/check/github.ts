import * as E from 'fp-ts/lib/Either.js';
import { apiHeaders } from '../github/api.js';
import { type Checked, checked, type GithubConfiguration } from '../github/configuration.js';
import { exchanged } from '../github/exchange.js';
import type { ProviderMisconfigured } from '../oauth/configuration.js';
import { openWire } from '../wire.js';
import { clientIsKnown, inventedReturn } from './attempt.js';
import { clockAgrees } from './clock.js';
import { type Check, type Finding, right, unknown, wrong } from './finding.js';
import { lookAt } from './look.js';

const api = async (configuration: Checked): Promise<ReadonlyArray<Finding>> => {
  const seen = await lookAt({ ...configuration, url: `${configuration.api}/user`, headers: apiHeaders });
  if ('detail' in seen) return [wrong(`Its API at ${configuration.api} cannot be asked: ${seen.detail}.`)];
  // Nobody is asked about themselves without a token; an API that is none does not know that address.
  return seen.status === 401
    ? [right(`Its API answers at ${configuration.api}.`), clockAgrees(seen.headers, Date.now())]
    : [
        wrong(
          `There is no API of GitHub at ${configuration.api}: it answers ${seen.status} where 401 is due.`,
        ),
      ];
};

const client = async (configuration: Checked, redirectUri: string): Promise<Finding> => {
  const { name: provider, oauth: issuer, deadline, maxAnswer } = configuration;
  const wire = openWire(AbortSignal.timeout(deadline), maxAnswer);
  const outcome = await exchanged(configuration, inventedReturn({ provider, issuer }, redirectUri), wire)();
  return clientIsKnown(outcome);
};

const looked =
  (configuration: Checked): Check =>
  async (redirectUri) => [
    ...(await api(configuration)),
    await client(configuration, redirectUri),
    unknown(
      `Whether people may come back to ${redirectUri} is shown to people only: register exactly it as the authorization callback URL.`,
    ),
  ];

/** Tries a GitHub as far as that goes without a person. */
export const checkGithub = (configuration: GithubConfiguration): E.Either<ProviderMisconfigured, Check> =>
  E.map(looked)(checked(configuration));
