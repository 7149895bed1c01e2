import { SAML, type SamlConfig, ValidateInResponseTo } from '@node-saml/node-saml';
import { isInForce } from './certificates.js';
import type { Checked } from './settings.js';

const signing = ({ signing: ours }: Checked): Pick<SamlConfig, 'privateKey'> =>
  ours === undefined ? {} : { privateKey: ours.privateKey };

/**
 * The library, for one message. It makes our requests and says which bytes the provider signed, with keys from the
 * configuration alone; everything that those bytes say is judged by our own promises, so its own judgements are off.
 */
export const libraryFor = (
  configuration: Checked,
  message: { readonly id?: string; readonly now: number; readonly answerIsSigned?: boolean },
): SAML => {
  const { entityId, assertionConsumerService, provider, certificates } = configuration;
  const { id } = message;
  return new SAML({
    issuer: entityId,
    callbackUrl: assertionConsumerService,
    entryPoint: provider.entryPoint,
    logoutUrl: provider.logoutUrl ?? provider.entryPoint,
    idpCert: certificates
      .filter((certificate) => isInForce(certificate, message.now))
      .map((certificate) => certificate.toString()),
    wantAssertionsSigned: true,
    wantAuthnResponseSigned: message.answerIsSigned ?? true,
    signatureAlgorithm: 'sha256',
    digestAlgorithm: 'sha256',
    identifierFormat: null,
    disableRequestedAuthnContext: true,
    audience: false,
    acceptedClockSkewMs: -1,
    validateInResponseTo: ValidateInResponseTo.never,
    ...(id === undefined ? {} : { generateUniqueId: () => id }),
    ...signing(configuration),
  });
};
