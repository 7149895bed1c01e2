import { createSign } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { SamlLogout } from '@recount/core/ports';
import { freshKey, type SigningKey } from '@recount/playground';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { formats, sign } from '../security/saml/answer.js';
import { configuration, connection, key, us } from '../security/saml/connection.js';
import { changed } from '../security/saml/pieces.js';

type Changes = {
  readonly issuer?: string;
  readonly destination?: string;
  readonly issued?: number;
  readonly ends?: number;
  readonly format?: string;
  readonly element?: string;
};

const minute = 60_000;

const request = (changes: Changes = {}): string => {
  const { issuer = us.provider, destination = us.slo, issued = Date.now(), ends } = changes;
  const { format = formats.persistent, element = 'LogoutRequest' } = changes;
  const end = ends === undefined ? '' : ` NotOnOrAfter="${new Date(ends).toISOString()}"`;
  return (
    `<samlp:${element} xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ` +
    `ID="_out" Version="2.0" IssueInstant="${new Date(issued).toISOString()}" Destination="${destination}"${end}>` +
    `<saml:Issuer>${issuer}</saml:Issuer><saml:NameID Format="${format}">ada-0001</saml:NameID></samlp:${element}>`
  );
};

const rsaSha256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';

const query = (xml: string, by: SigningKey = key, algorithm = rsaSha256): string => {
  const parts = [
    `SAMLRequest=${encodeURIComponent(deflateRawSync(xml).toString('base64'))}`,
    'RelayState=%6fpaque',
    `SigAlg=${encodeURIComponent(algorithm)}`,
  ].join('&');
  const signature = createSign('sha256').update(parts).sign(by.privateKey, 'base64');
  return `${parts}&Signature=${encodeURIComponent(signature)}`;
};

type Outcome = SamlLogout | string;

const outcomeOf = (judged: E.Either<{ readonly detail: string }, SamlLogout>): Outcome =>
  E.isRight(judged) ? judged.right : (/\((\w+)\)$/.exec(judged.left.detail)?.[1] ?? '');

const byRedirect = async (asked: string, at = connection()): Promise<Outcome> =>
  outcomeOf(await at.logout({ binding: 'redirect', query: asked })());

const byPost = async (xml: string, at = connection()): Promise<Outcome> => {
  const samlRequest = Buffer.from(xml).toString('base64');
  return outcomeOf(await at.logout({ binding: 'post', samlRequest, relayState: 'opaque' })());
};

const answerIn = (outcome: Outcome): URL => {
  if (typeof outcome === 'string') throw new Error(outcome);
  return new URL(outcome.redirectTo);
};

const mistakes: ReadonlyArray<readonly [string, string, string]> = [
  ['another issuer', request({ issuer: 'https://other.test/' }), 'issuerIsTheirs'],
  ['another destination', request({ destination: us.acs }), 'destinationIsOurs'],
  ['made seven minutes ago', request({ issued: Date.now() - 7 * minute }), 'requestIsFresh'],
  ['made in two minutes', request({ issued: Date.now() + 2 * minute }), 'requestIsFresh'],
  ['over', request({ ends: Date.now() - 2 * minute }), 'requestIsFresh'],
  ['a transient name', request({ format: formats.transient }), 'subjectLasts'],
  ['another kind of message', request({ element: 'AuthnRequest' }), 'messageIsOfItsKind'],
  ['a DOCTYPE', `<!DOCTYPE x>${request()}`, 'documentDeclaresNothing'],
];

describe('a request to sign somebody out', () => {
  it('is taken by HTTP-Redirect and answered with the state that it brought', async () => {
    const outcome = await byRedirect(query(request()));
    expect(outcome).toMatchObject({ subject: 'ada-0001', requestId: '_out' });
    const to = answerIn(outcome);
    expect(to.href).toMatch(/^https:\/\/idp\.corp\.test\/slo\?/);
    expect(to.searchParams.get('RelayState')).toBe('opaque');
    const answer = inflateRawSync(
      Buffer.from(to.searchParams.get('SAMLResponse') ?? '', 'base64'),
    ).toString();
    expect(answer).toContain('InResponseTo="_out"');
    expect(answer).toContain('status:Success');
  });

  it('is taken by HTTP-POST', async () => {
    expect(await byPost(sign(request(), '_out'))).toMatchObject({ subject: 'ada-0001', requestId: '_out' });
  });

  it.each(mistakes)('%s: refused by either way', async (_, xml, promise) => {
    expect(await byRedirect(query(xml))).toBe(promise);
    if (!xml.startsWith('<!')) expect(await byPost(sign(xml, '_out'))).toBe(promise);
  });

  it('is refused where it is unsigned, signed by a stranger, or changed', async () => {
    const sound = query(request());
    const [unsigned = ''] = sound.split('&Signature=');
    const stranger = freshKey();
    expect(await byRedirect(unsigned)).toBe('querySignatureHolds');
    expect(await byRedirect(query(request(), stranger))).toBe('querySignatureHolds');
    expect(await byRedirect(changed(sound, '%6fpaque', 'other'))).toBe('querySignatureHolds');
    expect(await byRedirect(changed(sound, '%6fpaque', 'opaque'))).toBe('querySignatureHolds');
    expect(await byPost(request())).toBe('signaturesStandInPlace');
    expect(await byPost(sign(request(), '_out', { key: stranger }))).toBe('signatureHolds');
    expect(await byPost(changed(sign(request(), '_out'), 'ada-0001', 'bob-0001'))).toBe('signatureHolds');
  });

  it('is refused with SHA-1, with anything twice, and with anything unknown', async () => {
    const sha1 = 'http://www.w3.org/2000/09/xmldsig#rsa-sha1';
    expect(await byRedirect(query(request(), key, sha1))).toBe('algorithmsAreAllowed');
    expect(await byPost(sign(request(), '_out', { algorithm: sha1 }))).toBe('algorithmsAreAllowed');
    expect(await byRedirect(`${query(request())}&RelayState=x`)).toBe('messageIsOfItsKind');
    expect(await byRedirect(`${query(request())}&x=y`)).toBe('messageIsOfItsKind');
    expect(await byRedirect('')).toBe('messageIsOfItsKind');
  });

  it('that unpacks to megabytes is refused', async () => {
    expect(await byRedirect(query('a'.repeat(5_000_000)))).toBe('documentIsSmall');
  });

  it('is refused where nobody knows where the answer goes, or whom a name means', async () => {
    const { provider } = configuration();
    const nowhere = connection({ provider: { ...provider, logoutUrl: undefined } });
    expect(await byRedirect(query(request()), nowhere)).toBe('logoutIsSetUp');
    expect(await byRedirect(query(request()), connection({ subjectAttribute: 'uid' }))).toBe('logoutIsSetUp');
  });
});
