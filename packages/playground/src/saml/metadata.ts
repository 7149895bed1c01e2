import { text } from '../pages.js';

type Described = { readonly entityId: string; readonly entryPoint: string; readonly certificate: string };

const bare = (certificate: string): string => certificate.replace(/-----[A-Z ]+-----|\s/g, '');

/** What the provider says of itself. */
export const metadataOf = ({ entityId, entryPoint, certificate }: Described): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${text(entityId)}">`,
    '  <IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"',
    '    WantAuthnRequestsSigned="false">',
    '    <KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#">',
    `      <X509Data><X509Certificate>${bare(certificate)}</X509Certificate></X509Data>`,
    '    </KeyInfo></KeyDescriptor>',
    '    <NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:persistent</NameIDFormat>',
    '    <SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"',
    `      Location="${text(entryPoint)}"/>`,
    '  </IDPSSODescriptor>',
    '</EntityDescriptor>',
    '',
  ].join('\n');
