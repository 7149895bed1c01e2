import { describe, expect, it } from 'vitest';
import { answer, assertionOf, responseAround, sign, sound, withSignedAssertion } from './saml/answer.js';
import { connection, judge, takenBy } from './saml/connection.js';
import { assertionIn, changed, piece, signatureIn, unsigned } from './saml/pieces.js';

// Where the provider signs the assertion alone, nothing but the assertion's own signature can notice.
const assertionsOnly = connection({ signed: 'assertion' });

const mallory = { ...sound(), assertionId: '_evil', nameId: 'mallory-0001', email: 'root@corp.test' };
const evil = assertionOf(mallory);

const whole = answer();
const lone = withSignedAssertion();
const original = assertionIn(lone);
const ownSignature = signatureIn(original);

const around = (content: string): string => responseAround(sound(), content);
const signedAs = (assertion: string, signature: string): string =>
  changed(assertion, '</saml:Issuer>', `</saml:Issuer>${signature}`);
const within = (signature: string, content: string): string =>
  changed(signature, '</ds:Signature>', `${content}</ds:Signature>`);
const object = (content: string): string => `<ds:Object>${content}</ds:Object>`;

const originalAnswer = unsigned(whole);
const answerSignature = signatureIn(whole);
const evilAnswer = responseAround({ ...mallory, responseId: '_evilResponse' }, evil);

const doubled = (xml: string, from: string, to: string): string => {
  const found = piece(xml, from, to);
  return changed(xml, found, found + found);
};

const wrapped: ReadonlyArray<readonly [string, string, string]> = [
  [
    'XSW1 the signed answer within the signature of a forged one',
    signedAs(evilAnswer, within(answerSignature, originalAnswer)),
    'assertionStandsAlone',
  ],
  [
    'XSW2 the signed answer beside the signature of a forged one',
    signedAs(evilAnswer, originalAnswer + answerSignature),
    'assertionStandsAlone',
  ],
  ['XSW3 a forged assertion before the signed one', around(evil + original), 'assertionStandsAlone'],
  [
    'XSW4 a forged assertion around the signed one',
    around(changed(evil, '</saml:Assertion>', `${original}</saml:Assertion>`)),
    'assertionStandsAlone',
  ],
  [
    'XSW5 a forged assertion with the signature, the signed one after it',
    around(signedAs(evil, ownSignature) + unsigned(original)),
    'assertionStandsAlone',
  ],
  [
    'XSW6 a forged assertion with the signature, the signed one within it',
    around(signedAs(evil, within(ownSignature, unsigned(original)))),
    'assertionStandsAlone',
  ],
  [
    'XSW7 a forged assertion of the same id in extensions',
    around(`<samlp:Extensions>${changed(evil, '_evil', '_assertion')}</samlp:Extensions>${original}`),
    'assertionStandsAlone',
  ],
  [
    'XSW8 the signed assertion in an object of the forged one’s signature',
    around(signedAs(evil, within(ownSignature, object(unsigned(original))))),
    'assertionStandsAlone',
  ],
  ['a forged assertion after the signed one', around(original + evil), 'assertionStandsAlone'],
  ['the signed assertion alone, without an answer', original, 'messageIsOfItsKind'],
  [
    'the signed assertion one level down',
    around(`<samlp:Extensions>${original}</samlp:Extensions>`),
    'assertionStandsAlone',
  ],
  [
    'a forged assertion with the signature of the signed one',
    around(signedAs(evil, ownSignature)),
    'signatureIsSimple',
  ],
  [
    'two elements of one id',
    around(`<samlp:Extensions><x ID="_assertion"/></samlp:Extensions>${original}`),
    'idsAreUnique',
  ],
  [
    'two elements of one id in another spelling',
    around(`<samlp:Extensions><x xml:id="_assertion"/></samlp:Extensions>${original}`),
    'idsAreUnique',
  ],
  [
    'a signature somewhere else',
    around(`<samlp:Extensions>${ownSignature}</samlp:Extensions>${unsigned(original)}`),
    'signaturesStandInPlace',
  ],
  ['two signatures', around(doubled(original, '<ds:Signature', '</ds:Signature>')), 'signaturesStandInPlace'],
  ['two SignedInfos', around(doubled(original, '<ds:SignedInfo', '</ds:SignedInfo>')), 'signatureIsSimple'],
  ['two References', around(doubled(original, '<ds:Reference', '</ds:Reference>')), 'signatureIsSimple'],
  [
    'two DigestValues',
    around(doubled(original, '<ds:DigestValue', '</ds:DigestValue>')),
    'signatureIsSimple',
  ],
  [
    'two SignatureValues',
    around(doubled(original, '<ds:SignatureValue', '</ds:SignatureValue>')),
    'signatureIsSimple',
  ],
  [
    'an object in the signature',
    around(changed(original, ownSignature, within(ownSignature, object('')))),
    'signatureIsSimple',
  ],
];

describe('C1 only what is signed is read', () => {
  it('C1 the signed answer without a wrapping is taken', async () => {
    expect((await takenBy(whole)).login.subject).toBe('ada-0001');
    expect((await takenBy(lone, assertionsOnly)).login.subject).toBe('ada-0001');
  });

  it.each(wrapped)('C1 %s: refused', async (_, xml, promise) => {
    expect(await judge(xml, assertionsOnly)).toBe(promise);
  });

  it('C1 a signed assertion in an unsigned answer is taken where the connection says so, and only there', async () => {
    expect(await judge(lone)).toBe('answerIsSigned');
  });

  it('C1 a signed answer around an unsigned assertion is refused everywhere', async () => {
    const outside = sign(responseAround(sound(), assertionOf(sound())), '_response');
    expect(await judge(outside)).toBe('assertionIsSigned');
    expect(await judge(outside, assertionsOnly)).toBe('assertionIsSigned');
  });

  it('C1 a signature of the answer that does not hold is refused, also where none is wanted', async () => {
    const broken = changed(whole, /(<ds:DigestValue>)[^<]{4}/, '<ds:DigestValue>AAAA');
    expect(await judge(broken, assertionsOnly)).toBe('signatureHolds');
  });

  it('C1 an encrypted assertion is refused', async () => {
    const encrypted = '<saml:EncryptedAssertion/>';
    expect(await judge(around(encrypted), assertionsOnly)).toBe('assertionIsReadable');
    expect(await judge(around(original + encrypted), assertionsOnly)).toBe('assertionIsReadable');
  });
});
