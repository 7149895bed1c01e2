import type { Check } from '../promises/check.js';
import { all, ds, type Element, only, textOf } from '../xml/element.js';

/** An element and the one signature that stands in it. */
export type Signed = { readonly element: Element; readonly signature: Element };

const enveloped = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const inclusiveNamespaces = `{${exclusive}}InclusiveNamespaces`;

const signatureAlgorithms: ReadonlySet<string> = new Set([
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
  'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1',
]);

const digestAlgorithms: ReadonlySet<string> = new Set([
  'http://www.w3.org/2001/04/xmlenc#sha256',
  'http://www.w3.org/2001/04/xmlenc#sha512',
]);

const algorithmOf = (element: Element | undefined): string => element?.attributes.get('Algorithm') ?? '';

const isJust = ({ children }: Element, ...names: ReadonlyArray<string>): boolean =>
  children.length === names.length && children.every(({ name }, index) => name === names[index]);

const isLeaf = (element: Element | undefined): boolean => (textOf(element) ?? '').trim() !== '';

const signedInfoOf = ({ signature }: Signed): Element | undefined => only(signature, ds('SignedInfo'));

const referenceOf = (signed: Signed): Element | undefined => only(signedInfoOf(signed), ds('Reference'));

const refersTo = (reference: Element, { attributes }: Element): boolean =>
  [...reference.attributes.keys()].join() === 'URI' &&
  reference.attributes.get('URI') === `#${attributes.get('ID')}` &&
  isJust(reference, ds('Transforms'), ds('DigestMethod'), ds('DigestValue')) &&
  isLeaf(only(reference, ds('DigestValue')));

const hasItsParts = (signature: Element): boolean => {
  const parts = [ds('SignedInfo'), ds('SignatureValue')];
  return (
    (isJust(signature, ...parts) || isJust(signature, ...parts, ds('KeyInfo'))) &&
    isLeaf(only(signature, ds('SignatureValue')))
  );
};

const isSimple = (signed: Signed): boolean => {
  const info = signedInfoOf(signed);
  const reference = referenceOf(signed);
  return (
    hasItsParts(signed.signature) &&
    info !== undefined &&
    isJust(info, ds('CanonicalizationMethod'), ds('SignatureMethod'), ds('Reference')) &&
    reference !== undefined &&
    refersTo(reference, signed.element)
  );
};

// Each prefix is looked for at every element, before any signature holds: few are enough for all real providers.
const mostPrefixes = 256;

const namesFewPrefixes = (element: Element): boolean =>
  isJust(element, inclusiveNamespaces) &&
  (only(element, inclusiveNamespaces)?.attributes.get('PrefixList') ?? '').length <= mostPrefixes;

const isExclusive = (element: Element | undefined): boolean =>
  element !== undefined &&
  algorithmOf(element) === exclusive &&
  (isJust(element) || namesFewPrefixes(element));

const transformsAreAllowed = (signed: Signed): boolean => {
  const transforms = only(referenceOf(signed), ds('Transforms'));
  if (transforms === undefined || !isJust(transforms, ds('Transform'), ds('Transform'))) return false;
  const [first, second] = all(transforms, ds('Transform'));
  return (
    first !== undefined &&
    isJust(first) &&
    algorithmOf(first) === enveloped &&
    isExclusive(second) &&
    isExclusive(only(signedInfoOf(signed), ds('CanonicalizationMethod')))
  );
};

const isAllowed = (method: Element | undefined, algorithms: ReadonlySet<string>): boolean =>
  method !== undefined && isJust(method) && algorithms.has(algorithmOf(method));

/** How a signature has to be built before it is worth computing. */
export const form: ReadonlyArray<Check<Signed>> = [
  { name: 'signatureIsSimple', holds: isSimple },
  { name: 'transformsAreAllowed', holds: transformsAreAllowed },
  {
    name: 'algorithmsAreAllowed',
    holds: (signed) =>
      isAllowed(only(signedInfoOf(signed), ds('SignatureMethod')), signatureAlgorithms) &&
      isAllowed(only(referenceOf(signed), ds('DigestMethod')), digestAlgorithms),
  },
];

/** The element with its signature, where there is one. */
export const signedIn = (element: Element): ReadonlyArray<Signed> =>
  all(element, ds('Signature')).map((signature) => ({ element, signature }));
