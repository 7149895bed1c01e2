import { inflateRawSync } from 'node:zlib';
import type { SamlLogout } from '@recount/core/ports';
import { freshKey } from '@recount/playground';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { sign } from '../security/saml/answer.js';
import { configuration, connection, key } from '../security/saml/connection.js';
import { logoutRequest, mistakenLogouts, signedQuery } from '../security/saml/logout.js';
import { changed } from '../security/saml/pieces.js';

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

describe('a request to sign somebody out', () => {
  it('is taken by HTTP-Redirect and answered with the state that it brought', async () => {
    const outcome = await byRedirect(signedQuery(logoutRequest()));
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
    expect(await byPost(sign(logoutRequest(), '_out'))).toMatchObject({
      subject: 'ada-0001',
      requestId: '_out',
    });
  });

  it.each(mistakenLogouts)('%s: refused by either way', async (_, made, promise) => {
    expect(await byRedirect(signedQuery(made()))).toBe(promise);
    expect(await byPost(sign(made(), '_out'))).toBe(promise);
  });

  it('a DOCTYPE: refused', async () => {
    expect(await byRedirect(signedQuery(`<!DOCTYPE x>${logoutRequest()}`))).toBe('documentDeclaresNothing');
  });

  it('is refused where it is unsigned, signed by a stranger, or changed', async () => {
    const sound = signedQuery(logoutRequest());
    const [unsigned = ''] = sound.split('&Signature=');
    const stranger = freshKey();
    expect(await byRedirect(unsigned)).toBe('querySignatureHolds');
    expect(await byRedirect(signedQuery(logoutRequest(), stranger))).toBe('querySignatureHolds');
    expect(await byRedirect(changed(sound, '%6fpaque', 'other'))).toBe('querySignatureHolds');
    expect(await byRedirect(changed(sound, '%6fpaque', 'opaque'))).toBe('querySignatureHolds');
    expect(await byPost(logoutRequest())).toBe('signaturesStandInPlace');
    expect(await byPost(sign(logoutRequest(), '_out', { key: stranger }))).toBe('signatureHolds');
    expect(await byPost(changed(sign(logoutRequest(), '_out'), 'ada-0001', 'bob-0001'))).toBe(
      'signatureHolds',
    );
  });

  it('is refused with SHA-1, with anything twice, and with anything unknown', async () => {
    const sha1 = 'http://www.w3.org/2000/09/xmldsig#rsa-sha1';
    expect(await byRedirect(signedQuery(logoutRequest(), key, sha1))).toBe('algorithmsAreAllowed');
    expect(await byPost(sign(logoutRequest(), '_out', { algorithm: sha1 }))).toBe('algorithmsAreAllowed');
    expect(await byRedirect(`${signedQuery(logoutRequest())}&RelayState=x`)).toBe('messageIsOfItsKind');
    expect(await byRedirect(`${signedQuery(logoutRequest())}&x=y`)).toBe('messageIsOfItsKind');
    expect(await byRedirect('')).toBe('messageIsOfItsKind');
  });

  it('that unpacks to megabytes is refused', async () => {
    expect(await byRedirect(signedQuery('a'.repeat(5_000_000)))).toBe('documentIsSmall');
  });

  it('is refused where nobody knows where the answer goes, or whom a name means', async () => {
    const { provider } = configuration();
    const nowhere = connection({ provider: { ...provider, logoutUrl: undefined } });
    expect(await byRedirect(signedQuery(logoutRequest()), nowhere)).toBe('logoutIsSetUp');
    expect(await byRedirect(signedQuery(logoutRequest()), connection({ subjectAttribute: 'uid' }))).toBe(
      'logoutIsSetUp',
    );
  });
});
