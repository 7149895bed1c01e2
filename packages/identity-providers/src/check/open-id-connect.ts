import { pipe } from 'fp-ts/lib/function.js';
import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import * as t from 'io-ts';
import type { ProviderMisconfigured } from '../oauth/configuration.js';
import { type Checked, checked, type OpenIdConnectConfiguration } from '../open-id-connect/configuration.js';
import { discovered } from '../open-id-connect/discovery.js';
import { exchanging } from '../open-id-connect/exchange.js';
import { openIdConnectOf } from '../open-id-connect/index.js';
import { clientIsKnown, inventedReturn, mayComeBack } from './attempt.js';
import { clockAgrees } from './clock.js';
import { Description, judged } from './description.js';
import { type Check, type Finding, right, wrong } from './finding.js';
import { lookAt, type Seen } from './look.js';

const Keys = t.type({ keys: t.array(t.UnknownRecord) });

const wellKnown = '/.well-known/openid-configuration';

const keysOf = async (limits: Checked, { jwks_uri: url }: Description): Promise<Finding> => {
  const seen = await lookAt({ ...limits, url });
  if ('detail' in seen) return wrong(`Its keys cannot be fetched: ${seen.detail}.`);
  return Keys.is(seen.body) && seen.body.keys.length > 0
    ? right('It publishes the keys that it signs with.')
    : wrong(`Where its keys should be (${url}) there are none.`);
};

const clientOf = async (configuration: Checked, redirectUri: string): Promise<Finding> => {
  const deadline = AbortSignal.timeout(configuration.deadline);
  const by = { provider: configuration.name, issuer: configuration.issuer };
  const asked = pipe(
    discovered(configuration)(deadline),
    TE.chainW((metadata) => exchanging(configuration)(metadata, inventedReturn(by, redirectUri), deadline)),
  );
  return clientIsKnown(await asked());
};

const spelling = (issuer: string, seen: Seen): ReadonlyArray<Finding> => {
  if (seen.status !== 200)
    return [
      wrong(
        `There is no OpenID Connect provider at ${issuer}: ${wellKnown} below it answers ${seen.status}. The issuer is what the provider calls itself, without that path.`,
      ),
    ];
  if (!Description.is(seen.body)) return [wrong(`What it says of itself at ${wellKnown} is incomplete.`)];
  return seen.body.issuer === issuer
    ? [right(`It answers, and calls itself exactly ${issuer}.`)]
    : [wrong(`It calls itself ${JSON.stringify(seen.body.issuer)}: the issuer has to be exactly that.`)];
};

const looked =
  (configuration: Checked): Check =>
  async (redirectUri) => {
    const { issuer, deadline } = configuration;
    const seen = await lookAt({ ...configuration, url: `${issuer.replace(/\/$/, '')}${wellKnown}` });
    if ('detail' in seen) return [wrong(`It cannot be asked what it is: ${seen.detail}.`)];
    const spelt = spelling(issuer, seen);
    if (!Description.is(seen.body) || spelt.some(({ found }) => found === 'wrong')) return spelt;
    return [
      ...spelt,
      clockAgrees(seen.headers, Date.now()),
      ...judged(seen.body),
      await keysOf(configuration, seen.body),
      await clientOf(configuration, redirectUri),
      await mayComeBack(openIdConnectOf(configuration), redirectUri, deadline),
    ];
  };

/** Tries an OpenID Connect provider as far as that goes without a person. */
export const checkOpenIdConnect = (
  configuration: OpenIdConnectConfiguration,
): E.Either<ProviderMisconfigured, Check> => E.map(looked)(checked(configuration));
