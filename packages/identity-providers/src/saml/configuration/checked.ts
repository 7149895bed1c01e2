import { createPrivateKey } from 'node:crypto';
import * as E from 'fp-ts/lib/Either.js';
import { isLoopback } from '../../loopback.js';
import { parsed, type ProviderMisconfigured } from '../../oauth/configuration.js';
import { certificateIn, certificateMistake, mistakeAmong } from './certificates.js';
import type { Checked, SamlConfiguration } from './settings.js';

type Mistake = string | undefined;

const longestEntityId = 1024;

const isPrivate = (url: URL): boolean =>
  url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));

// Unlike an issuer, an address may have a query: Google's entry point does.
const addressMistake = (what: string, given: string): Mistake => {
  const url = parsed(given);
  if (url === undefined) return `${what} is not a URL`;
  if (`${url.hash}${url.username}${url.password}` !== '') return `${what} has a fragment or a user name`;
  return isPrivate(url) ? undefined : `${what} needs https (plain http only on loopback)`;
};

const entityMistake = (whose: string, entityId: string): Mistake =>
  entityId === '' || entityId.length > longestEntityId || /[\s\p{Cc}]/u.test(entityId)
    ? `${whose} entity id is empty, longer than ${longestEntityId} characters or has spaces`
    : undefined;

const certificatesMistake = (certificates: ReadonlyArray<string>, now: number): Mistake => {
  if (certificates.length === 0) return 'there is no certificate of the provider';
  const found = mistakeAmong(certificates, now);
  return found && `certificate ${found.place} of the provider ${found.mistake}`;
};

const privateKeyIn = (pem: string) =>
  E.tryCatch(
    () => createPrivateKey(pem),
    () => 'our signing key cannot be read: PEM is wanted',
  );

const signingMistake = (signing: SamlConfiguration['signing'], now: number): Mistake => {
  if (signing === undefined) return undefined;
  const mistake = certificateMistake(signing.certificate, now);
  if (mistake !== undefined) return `our signing certificate ${mistake}`;
  const key = privateKeyIn(signing.privateKey);
  if (E.isLeft(key)) return key.left;
  return certificateIn(signing.certificate)?.checkPrivateKey(key.right) === true
    ? undefined
    : 'our signing key is not the one in our signing certificate';
};

const attributeMistake = (what: string, name: string | undefined): Mistake =>
  name?.trim() === '' ? `${what} has no name` : undefined;

const mistakeIn = (given: SamlConfiguration, now: number): Mistake => {
  const { provider } = given;
  return [
    entityMistake('our', given.entityId),
    entityMistake("the provider's", provider.entityId),
    addressMistake('our assertion consumer service', given.assertionConsumerService),
    addressMistake('our single logout service', given.singleLogoutService),
    addressMistake('the entry point', provider.entryPoint),
    provider.logoutUrl === undefined ? undefined : addressMistake('the logout address', provider.logoutUrl),
    certificatesMistake(provider.certificates, now),
    signingMistake(given.signing, now),
    attributeMistake('the subject attribute', given.subjectAttribute),
    attributeMistake('the e-mail attribute', given.emailAttribute),
  ].find((mistake) => mistake !== undefined);
};

/** Looks a connection's configuration through, so that a mistake shows when the service starts and not when somebody signs in. */
export const checked = (
  configuration: SamlConfiguration,
  now: number,
): E.Either<ProviderMisconfigured, Checked> => {
  const detail = mistakeIn(configuration, now);
  const { signed = 'answer-and-assertion', ...rest } = configuration;
  return detail === undefined
    ? E.right({
        ...rest,
        answerIsSigned: signed === 'answer-and-assertion',
        certificates: configuration.provider.certificates.flatMap(
          (certificate) => certificateIn(certificate) ?? [],
        ),
      })
    : E.left({ type: 'ProviderMisconfigured', provider: configuration.name, detail });
};
