import { createHmac } from 'node:crypto';
import { freshKey } from '@recount/playground';
import { answer, type Signing, withSignedAssertion } from '../answer.js';
import { key } from '../connection.js';
import { changed, unsigned } from '../pieces.js';
import type { Forgery } from './forgery.js';

/** A stranger's key. */
export const mallory = freshKey();
const enveloped = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const inclusive = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
const rsaSha256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const hmac = 'http://www.w3.org/2000/09/xmldsig#hmac-sha1';
const xslt = 'http://www.w3.org/TR/1999/REC-xslt-19991116';

const foreignSignatures: ReadonlyArray<readonly [string, Signing, string]> = [
  ['a stranger signed it, their certificate in KeyInfo', { key: mallory }, 'signatureHolds'],
  ['RSA with SHA-1', { algorithm: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1' }, 'algorithmsAreAllowed'],
  ['a SHA-1 digest', { digest: 'http://www.w3.org/2000/09/xmldsig#sha1' }, 'algorithmsAreAllowed'],
  ['only the transform that takes the signature out', { transforms: [enveloped] }, 'transformsAreAllowed'],
  ['only the canonical form', { transforms: [exclusive] }, 'transformsAreAllowed'],
  ['the inclusive canonical form', { transforms: [enveloped, inclusive] }, 'transformsAreAllowed'],
  ['the inclusive canonical form of SignedInfo', { canonical: inclusive }, 'transformsAreAllowed'],
  ['an empty URI', { isEmptyUri: true }, 'signatureIsSimple'],
];

const edits: ReadonlyArray<readonly [string, (xml: string) => string, string]> = [
  ['both signatures are gone', (xml) => unsigned(unsigned(xml)), 'assertionIsSigned'],
  ['the answer’s signature is gone', unsigned, 'answerIsSigned'],
  ['the subject is another one', (xml) => changed(xml, 'ada-0001', 'bob-0001'), 'signatureHolds'],
  [
    'a signature value is another one',
    (xml) => changed(xml, /SignatureValue>..../, 'SignatureValue>AAAA'),
    'signatureHolds',
  ],
  [
    'a digest is another one',
    (xml) => changed(xml, /DigestValue>..../, 'DigestValue>AAAA'),
    'signatureHolds',
  ],
  ['the key is called HMAC', (xml) => changed(xml, rsaSha256, hmac), 'algorithmsAreAllowed'],
  ['an algorithm that nobody knows', (xml) => changed(xml, rsaSha256, 'urn:nothing'), 'algorithmsAreAllowed'],
  [
    'a transform by XSLT',
    (xml) => changed(xml, exclusive + '"/></ds:Transforms>', xslt + '"/></ds:Transforms>'),
    'transformsAreAllowed',
  ],
  [
    'a third transform',
    (xml) => changed(xml, '</ds:Transforms>', `<ds:Transform Algorithm="${exclusive}"/></ds:Transforms>`),
    'transformsAreAllowed',
  ],
  ['the reference has no URI', (xml) => changed(xml, ' URI="#_assertion"', ''), 'signatureIsSimple'],
  [
    'the reference leads elsewhere',
    (xml) => changed(xml, 'URI="#_response"', 'URI="#_assertion"'),
    'signatureIsSimple',
  ],
  ['no id to sign', (xml) => changed(xml, ' ID="_assertion"', ''), 'assertionIsSigned'],
];

/** Sound answers that were changed after they were signed. */
export const edited: ReadonlyArray<Forgery> = edits.map(([what, edit, promise]) => [
  what,
  () => edit(answer()),
  promise,
]);

/** Signed answers, each signed in a way that is not the connection's. */
export const signedOtherwise: ReadonlyArray<Forgery> = foreignSignatures.map(([what, how, promise]) => [
  what,
  () => answer({}, how),
  promise,
]);

/** The same with the assertion alone signed. */
export const assertionsSignedOtherwise: ReadonlyArray<Forgery> = foreignSignatures.map(
  ([what, how, promise]) => [what, () => withSignedAssertion({}, how), promise],
);

/** An answer with an HMAC that is made with the public certificate. */
export const hmacOfCertificate = (): string => {
  const forged = changed(answer({ nameId: 'mallory-0001' }), rsaSha256, hmac);
  const mac = createHmac('sha1', key.certificate).update(forged).digest('base64');
  return changed(forged, /(<ds:SignatureValue>)[^<]+/, `<ds:SignatureValue>${mac}`);
};
