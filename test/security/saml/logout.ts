import { createSign } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import type { SigningKey } from '@recount/playground';
import { formats, sign } from './answer.js';
import { key, us } from './connection.js';

/** What a request to sign somebody out says, as far as it is not as it should be. */
export type LogoutChanges = {
  readonly requestId?: string;
  readonly issuer?: string;
  readonly destination?: string;
  readonly issued?: number;
  readonly ends?: number;
  readonly format?: string;
  readonly nameId?: string;
  readonly element?: string;
};

const minute = 60_000;

const asItShouldBe = () => ({
  requestId: '_out',
  issuer: us.provider,
  destination: us.slo,
  issued: Date.now(),
  ends: undefined,
  format: formats.persistent,
  nameId: 'ada-0001',
  element: 'LogoutRequest',
});

/** A request to sign Ada out, or somebody else, unsigned. */
export const logoutRequest = (changes: LogoutChanges = {}): string => {
  const { requestId, issuer, destination, issued, ends, format, nameId, element } = {
    ...asItShouldBe(),
    ...changes,
  };
  const end = ends === undefined ? '' : ` NotOnOrAfter="${new Date(ends).toISOString()}"`;
  return (
    `<samlp:${element} xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ` +
    `ID="${requestId}" Version="2.0" IssueInstant="${new Date(issued).toISOString()}" Destination="${destination}"${end}>` +
    `<saml:Issuer>${issuer}</saml:Issuer><saml:NameID Format="${format}">${nameId}</saml:NameID></samlp:${element}>`
  );
};

const rsaSha256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';

/** A request by HTTP-Redirect: the query, with its signature. */
export const signedQuery = (xml: string, by: SigningKey = key, algorithm = rsaSha256): string => {
  const parts = [
    `SAMLRequest=${encodeURIComponent(deflateRawSync(xml).toString('base64'))}`,
    'RelayState=%6fpaque',
    `SigAlg=${encodeURIComponent(algorithm)}`,
  ].join('&');
  const signature = createSign('sha256').update(parts).sign(by.privateKey, 'base64');
  return `${parts}&Signature=${encodeURIComponent(signature)}`;
};

/** A request by HTTP-POST: signed within, and in base64. */
export const signedForm = (xml: string, by: SigningKey = key): string => {
  const [, id = ''] = / ID="([^"]+)"/.exec(xml) ?? [];
  return Buffer.from(sign(xml, id, { key: by })).toString('base64');
};

/** Requests with one mistake each, and the promise that it breaks. */
export const mistakenLogouts: ReadonlyArray<readonly [string, () => string, string]> = [
  ['another issuer', () => logoutRequest({ issuer: 'https://other.test/' }), 'issuerIsTheirs'],
  ['another destination', () => logoutRequest({ destination: us.acs }), 'destinationIsOurs'],
  ['made seven minutes ago', () => logoutRequest({ issued: Date.now() - 7 * minute }), 'requestIsFresh'],
  ['made in two minutes', () => logoutRequest({ issued: Date.now() + 2 * minute }), 'requestIsFresh'],
  ['over', () => logoutRequest({ ends: Date.now() - 2 * minute }), 'requestIsFresh'],
  ['a transient name', () => logoutRequest({ format: formats.transient }), 'subjectLasts'],
  ['another kind of message', () => logoutRequest({ element: 'AuthnRequest' }), 'messageIsOfItsKind'],
];
