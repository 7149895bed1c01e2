import { htmlEscape } from 'escape-goat';
import { certificateIn } from '../configuration/certificates.js';
import type { Checked } from '../configuration/settings.js';
import { lastingFormats } from '../assertion/subject.js';

const binding = (name: string): string => `urn:oasis:names:tc:SAML:2.0:bindings:${name}`;

const signingKey = ({ signing }: Checked): ReadonlyArray<string> => {
  const certificate = signing === undefined ? undefined : certificateIn(signing.certificate);
  return certificate === undefined
    ? []
    : [
        '    <KeyDescriptor use="signing">',
        '      <KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#">',
        `        <X509Data><X509Certificate>${certificate.raw.toString('base64')}</X509Certificate></X509Data>`,
        '      </KeyInfo>',
        '    </KeyDescriptor>',
      ];
};

const endpoint = (element: string, how: string, where: string): string =>
  `    <${element} Binding="${binding(how)}" Location="${htmlEscape(where)}"`;

/** The service provider's metadata: what somebody needs to know who sets up the other side. */
export const metadataOf = (configuration: Checked): string => {
  const { entityId, assertionConsumerService, singleLogoutService, signing } = configuration;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${htmlEscape(entityId)}">`,
    '  <SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"',
    `    AuthnRequestsSigned="${signing !== undefined}" WantAssertionsSigned="true">`,
    ...signingKey(configuration),
    `${endpoint('SingleLogoutService', 'HTTP-Redirect', singleLogoutService)}/>`,
    `${endpoint('SingleLogoutService', 'HTTP-POST', singleLogoutService)}/>`,
    ...lastingFormats.map((format) => `    <NameIDFormat>${format}</NameIDFormat>`),
    `${endpoint('AssertionConsumerService', 'HTTP-POST', assertionConsumerService)} index="1" isDefault="true"/>`,
    '  </SPSSODescriptor>',
    '</EntityDescriptor>',
    '',
  ].join('\n');
};
