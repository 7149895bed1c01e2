import { randomBytes } from 'node:crypto';
import { SignedXml } from 'xml-crypto';
import { text } from '../pages.js';
import type { Person } from '../people.js';
import type { SigningKey } from './certificate.js';

/** Who answers, and with which key. */
export type Answering = { readonly entityId: string; readonly key: SigningKey };

/** Whom it tells about whom: a service, one of its addresses, and the request if there was one. */
export type Telling = {
  readonly person: Person;
  readonly audience: string;
  readonly answerTo: string;
  readonly requestId: string | undefined;
};

const fiveMinutes = 5 * 60_000;
const eightHours = 8 * 3_600_000;

const freshId = (): string => `_${randomBytes(16).toString('hex')}`;

const at = (time: number): string => new Date(time).toISOString();

const attribute = (name: string, value: string): string =>
  `<saml:Attribute Name="${name}"><saml:AttributeValue>${text(value)}</saml:AttributeValue></saml:Attribute>`;

const attributesOf = ({ name, email }: Person): string =>
  attribute('displayName', name) + (email === undefined ? '' : attribute('email', email));

const answering = (requestId: string | undefined): string =>
  requestId === undefined ? '' : ` InResponseTo="${text(requestId)}"`;

const assertionOf = (entityId: string, telling: Telling, now: number): string => {
  const { person, audience, answerTo, requestId } = telling;
  return (
    `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${freshId()}" Version="2.0" ` +
    `IssueInstant="${at(now)}"><saml:Issuer>${text(entityId)}</saml:Issuer><saml:Subject>` +
    '<saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">' +
    `${text(person.subject)}</saml:NameID>` +
    '<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData ' +
    `NotOnOrAfter="${at(now + fiveMinutes)}" Recipient="${text(answerTo)}"${answering(requestId)}/>` +
    `</saml:SubjectConfirmation></saml:Subject><saml:Conditions NotBefore="${at(now - 30_000)}" ` +
    `NotOnOrAfter="${at(now + fiveMinutes)}"><saml:AudienceRestriction><saml:Audience>${text(audience)}` +
    `</saml:Audience></saml:AudienceRestriction></saml:Conditions><saml:AuthnStatement AuthnInstant="${at(now)}" ` +
    `SessionNotOnOrAfter="${at(now + eightHours)}" SessionIndex="${freshId()}"><saml:AuthnContext>` +
    '<saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified</saml:AuthnContextClassRef>' +
    `</saml:AuthnContext></saml:AuthnStatement><saml:AttributeStatement>${attributesOf(person)}` +
    '</saml:AttributeStatement></saml:Assertion>'
  );
};

const success = '<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/>';
const declined =
  '<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Responder">' +
  '<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:AuthnFailed"/></samlp:StatusCode>';

const responseAround = (entityId: string, telling: Omit<Telling, 'person'>, content: string): string =>
  '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ' +
  `xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${freshId()}" Version="2.0" ` +
  `IssueInstant="${at(Date.now())}" Destination="${text(telling.answerTo)}"${answering(telling.requestId)}>` +
  `<saml:Issuer>${text(entityId)}</saml:Issuer>${content}</samlp:Response>`;

const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';

const signed = (xml: string, { privateKey, certificate }: SigningKey, element: string): string => {
  const xpath = `//*[local-name(.)='${element}']`;
  const signature = new SignedXml({
    privateKey,
    publicCert: certificate,
    signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    canonicalizationAlgorithm: exclusive,
  });
  signature.addReference({
    xpath,
    digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
    transforms: ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', exclusive],
  });
  const reference = `${xpath}/*[local-name(.)='Issuer']`;
  signature.computeSignature(xml, { prefix: 'ds', location: { reference, action: 'after' } });
  return signature.getSignedXml();
};

/** The answer that signs somebody in, with a signature over the assertion and one over all of it. */
export const answerOf = ({ entityId, key }: Answering, telling: Telling): string => {
  const content = `<samlp:Status>${success}</samlp:Status>${assertionOf(entityId, telling, Date.now())}`;
  return signed(signed(responseAround(entityId, telling, content), key, 'Assertion'), key, 'Response');
};

/** The answer that nobody signed in. */
export const refusalOf = ({ entityId, key }: Answering, telling: Omit<Telling, 'person'>): string =>
  signed(responseAround(entityId, telling, `<samlp:Status>${declined}</samlp:Status>`), key, 'Response');
