import type { SigningKey } from '@recount/playground';
import { SignedXml } from 'xml-crypto';
import { key as ourKey, us } from './connection.js';

/** What an answer says; each part is changed alone by the test that is about it. `undefined` leaves it out. */
export type Answer = {
  readonly responseId: string;
  readonly assertionId: string;
  readonly issuer: string;
  readonly responseIssuer: string | undefined;
  readonly destination: string | undefined;
  readonly status: string;
  readonly inResponseTo: string | undefined;
  readonly confirmedFor: string | undefined;
  readonly method: string;
  readonly recipient: string | undefined;
  readonly confirmationBegins: number | undefined;
  readonly confirmationEnds: number | undefined;
  readonly conditionsBegin: number | undefined;
  readonly conditionsEnd: number | undefined;
  readonly conditions: string;
  readonly audience: string | undefined;
  readonly sessionEnds: number | undefined;
  readonly format: string | undefined;
  /** What stands in the NameID, as XML. */
  readonly nameId: string;
  /** What stands in the e-mail attribute, as XML. */
  readonly email: string;
  readonly attributes: string;
};

const minute = 60_000;

/** The formats that a NameID may have. */
export const formats = {
  persistent: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  email: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
  unspecified: 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
  transient: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient',
};

/** An answer about Ada in which everything is as it should be. */
export const sound = (now = Date.now()): Answer => ({
  responseId: '_response',
  assertionId: '_assertion',
  issuer: us.provider,
  responseIssuer: us.provider,
  destination: us.acs,
  status: 'urn:oasis:names:tc:SAML:2.0:status:Success',
  inResponseTo: '_request',
  confirmedFor: '_request',
  method: 'urn:oasis:names:tc:SAML:2.0:cm:bearer',
  recipient: us.acs,
  confirmationBegins: undefined,
  confirmationEnds: now + 5 * minute,
  conditionsBegin: now - minute,
  conditionsEnd: now + 5 * minute,
  conditions: '',
  audience: us.entityId,
  sessionEnds: undefined,
  format: formats.persistent,
  nameId: 'ada-0001',
  email: 'ada@corp.test',
  attributes: '',
});

const given = (name: string, value: string | number | undefined): string => {
  if (value === undefined) return '';
  return ` ${name}="${typeof value === 'number' ? new Date(value).toISOString() : value}"`;
};

const audienceOf = ({ audience }: Answer): string =>
  audience === undefined
    ? ''
    : `<saml:AudienceRestriction><saml:Audience>${audience}</saml:Audience></saml:AudienceRestriction>`;

/** An attribute with its values, as XML. */
export const attribute = (name: string, ...values: ReadonlyArray<string>): string =>
  `<saml:Attribute Name="${name}">${values
    .map((value) => `<saml:AttributeValue>${value}</saml:AttributeValue>`)
    .join('')}</saml:Attribute>`;

/** An assertion, unsigned. */
export const assertionOf = (a: Answer): string =>
  `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${a.assertionId}" Version="2.0"${given('IssueInstant', Date.now())}>` +
  `<saml:Issuer>${a.issuer}</saml:Issuer><saml:Subject><saml:NameID${given('Format', a.format)}>${a.nameId}</saml:NameID>` +
  `<saml:SubjectConfirmation Method="${a.method}"><saml:SubjectConfirmationData${given('NotBefore', a.confirmationBegins)}` +
  `${given('NotOnOrAfter', a.confirmationEnds)}${given('Recipient', a.recipient)}${given('InResponseTo', a.confirmedFor)}/>` +
  `</saml:SubjectConfirmation></saml:Subject><saml:Conditions${given('NotBefore', a.conditionsBegin)}` +
  `${given('NotOnOrAfter', a.conditionsEnd)}>${audienceOf(a)}${a.conditions}</saml:Conditions>` +
  `<saml:AuthnStatement${given('AuthnInstant', Date.now())}${given('SessionNotOnOrAfter', a.sessionEnds)}><saml:AuthnContext>` +
  '<saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef>' +
  `</saml:AuthnContext></saml:AuthnStatement><saml:AttributeStatement>${a.email === '' ? '' : attribute('email', a.email)}` +
  `${attribute('displayName', 'Ada Corp')}${a.attributes}</saml:AttributeStatement></saml:Assertion>`;

/** An answer around what it holds, unsigned. */
export const responseAround = (a: Answer, content: string): string =>
  `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ` +
  `ID="${a.responseId}" Version="2.0"${given('IssueInstant', Date.now())}${given('Destination', a.destination)}${given('InResponseTo', a.inResponseTo)}>` +
  `${a.responseIssuer === undefined ? '' : `<saml:Issuer>${a.responseIssuer}</saml:Issuer>`}` +
  `<samlp:Status><samlp:StatusCode Value="${a.status}"/></samlp:Status>${content}</samlp:Response>`;

const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';

/** How something is signed, as any provider would unless it is changed. */
export type Signing = {
  readonly key?: SigningKey;
  readonly algorithm?: string;
  readonly digest?: string;
  readonly transforms?: ReadonlyArray<string>;
  readonly canonical?: string;
  readonly isEmptyUri?: boolean;
};

/** Signs the element of that id, with the signature directly in it. */
export const sign = (xml: string, id: string, how: Signing = {}): string => {
  const { key = ourKey, canonical = exclusive } = how;
  const xpath = `//*[@ID='${id}']`;
  const signature = new SignedXml({
    privateKey: key.privateKey,
    publicCert: key.certificate,
    signatureAlgorithm: how.algorithm ?? 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    canonicalizationAlgorithm: canonical,
  });
  signature.addReference({
    xpath,
    isEmptyUri: how.isEmptyUri ?? false,
    digestAlgorithm: how.digest ?? 'http://www.w3.org/2001/04/xmlenc#sha256',
    transforms: [...(how.transforms ?? ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', exclusive])],
  });
  const location = { reference: `${xpath}/*[local-name(.)='Issuer']`, action: 'after' } as const;
  signature.computeSignature(xml, { prefix: 'ds', location });
  return signature.getSignedXml();
};

/** An answer with a signed assertion, itself unsigned. */
export const withSignedAssertion = (changes: Partial<Answer> = {}, how: Signing = {}): string => {
  const answer = { ...sound(), ...changes };
  return sign(responseAround(answer, assertionOf(answer)), answer.assertionId, how);
};

/** A signed answer with a signed assertion, as a provider makes it. */
export const answer = (changes: Partial<Answer> = {}, how: Signing = {}): string =>
  sign(withSignedAssertion(changes, how), changes.responseId ?? '_response', how);
