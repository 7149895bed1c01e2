import { answer, assertionOf, responseAround, sound, withSignedAssertion } from '../answer.js';
import { assertionIn, changed, piece, signatureIn, unsigned } from '../pieces.js';
import type { Forgery } from './forgery.js';

const mallory = { ...sound(), assertionId: '_evil', nameId: 'mallory-0001', email: 'root@corp.test' };
const evil = assertionOf(mallory);

/** The sound answer, of which the provider signed the whole and the assertion. */
export const whole = answer();
/** The sound answer of which the provider signed the assertion alone. */
export const lone = withSignedAssertion();
/** The assertion that the provider signed. */
export const original = assertionIn(lone);
const ownSignature = signatureIn(original);

/** A sound answer around this content, unsigned. */
export const around = (content: string): string => responseAround(sound(), content);
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

/** Answers with the provider's own signatures in which something forged stands, too. */
export const wrapped: ReadonlyArray<Forgery> = [
  [
    'XSW1 the signed answer within the signature of a forged one',
    () => signedAs(evilAnswer, within(answerSignature, originalAnswer)),
    'assertionStandsAlone',
  ],
  [
    'XSW2 the signed answer beside the signature of a forged one',
    () => signedAs(evilAnswer, originalAnswer + answerSignature),
    'assertionStandsAlone',
  ],
  ['XSW3 a forged assertion before the signed one', () => around(evil + original), 'assertionStandsAlone'],
  [
    'XSW4 a forged assertion around the signed one',
    () => around(changed(evil, '</saml:Assertion>', `${original}</saml:Assertion>`)),
    'assertionStandsAlone',
  ],
  [
    'XSW5 a forged assertion with the signature, the signed one after it',
    () => around(signedAs(evil, ownSignature) + unsigned(original)),
    'assertionStandsAlone',
  ],
  [
    'XSW6 a forged assertion with the signature, the signed one within it',
    () => around(signedAs(evil, within(ownSignature, unsigned(original)))),
    'assertionStandsAlone',
  ],
  [
    'XSW7 a forged assertion of the same id in extensions',
    () => around(`<samlp:Extensions>${changed(evil, '_evil', '_assertion')}</samlp:Extensions>${original}`),
    'assertionStandsAlone',
  ],
  [
    'XSW8 the signed assertion in an object of the forged one’s signature',
    () => around(signedAs(evil, within(ownSignature, object(unsigned(original))))),
    'assertionStandsAlone',
  ],
  ['a forged assertion after the signed one', () => around(original + evil), 'assertionStandsAlone'],
  ['the signed assertion alone, without an answer', () => original, 'messageIsOfItsKind'],
  [
    'the signed assertion one level down',
    () => around(`<samlp:Extensions>${original}</samlp:Extensions>`),
    'assertionStandsAlone',
  ],
  [
    'a forged assertion with the signature of the signed one',
    () => around(signedAs(evil, ownSignature)),
    'signatureIsSimple',
  ],
  [
    'two elements of one id',
    () => around(`<samlp:Extensions><x ID="_assertion"/></samlp:Extensions>${original}`),
    'idsAreUnique',
  ],
  [
    'two elements of one id in another spelling',
    () => around(`<samlp:Extensions><x xml:id="_assertion"/></samlp:Extensions>${original}`),
    'idsAreUnique',
  ],
  [
    'a signature somewhere else',
    () => around(`<samlp:Extensions>${ownSignature}</samlp:Extensions>${unsigned(original)}`),
    'signaturesStandInPlace',
  ],
  [
    'two signatures',
    () => around(doubled(original, '<ds:Signature', '</ds:Signature>')),
    'signaturesStandInPlace',
  ],
  [
    'two SignedInfos',
    () => around(doubled(original, '<ds:SignedInfo', '</ds:SignedInfo>')),
    'signatureIsSimple',
  ],
  [
    'two References',
    () => around(doubled(original, '<ds:Reference', '</ds:Reference>')),
    'signatureIsSimple',
  ],
  [
    'two DigestValues',
    () => around(doubled(original, '<ds:DigestValue', '</ds:DigestValue>')),
    'signatureIsSimple',
  ],
  [
    'two SignatureValues',
    () => around(doubled(original, '<ds:SignatureValue', '</ds:SignatureValue>')),
    'signatureIsSimple',
  ],
  [
    'an object in the signature',
    () => around(changed(original, ownSignature, within(ownSignature, object('')))),
    'signatureIsSimple',
  ],
];
