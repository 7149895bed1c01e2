import type { Check } from '../promises/check.js';
import type { Checked } from '../configuration/settings.js';
import { all, ds, type Element, everything, saml, samlp } from '../xml/element.js';

/** An answer as it came, before any signature is believed. */
export type Arrived = { readonly root: Element; readonly configuration: Checked };

const idKinds: ReadonlySet<string> = new Set(['id', 'xml:id', '{http://www.w3.org/xml/1998/namespace}id']);

/** Every id in a document, whatever the spelling of its attribute. */
const idsIn = (root: Element): ReadonlyArray<string> =>
  everything(root).flatMap(({ attributes }) =>
    [...attributes].filter(([name]) => idKinds.has(name.toLowerCase())).map(([, id]) => id),
  );

/** Whether no two elements have one id. */
export const idsAreUnique = (root: Element): boolean => {
  const ids = idsIn(root);
  return new Set(ids).size === ids.length;
};

const signature = ds('Signature');

const isNamed = (element: Element | undefined): boolean =>
  /^[A-Za-z_][A-Za-z0-9_.-]{0,255}$/.test(element?.attributes.get('ID') ?? '');

/** Whether every signature in a document stands directly in one of these elements, and at most one in each. */
export const signaturesStandIn = (root: Element, places: ReadonlyArray<Element>): boolean => {
  const inPlace = places.map((place) => all(place, signature).length);
  const anywhere = everything(root).filter(({ name }) => name === signature).length;
  return inPlace.every((count) => count <= 1) && inPlace.reduce((sum, count) => sum + count, 0) === anywhere;
};

/** Whether an element holds its signature and has an id that the signature can name. */
export const isSigned = (element: Element | undefined): boolean =>
  element !== undefined && isNamed(element) && all(element, signature).length === 1;

/** The assertions directly in an answer. */
export const assertionsIn = (root: Element): ReadonlyArray<Element> => all(root, saml('Assertion'));

const count = (root: Element, name: string): number =>
  everything(root).filter((element) => element.name === name).length;

/** How an answer has to be built before its signatures are worth a look. */
export const shape: ReadonlyArray<Check<Arrived>> = [
  { name: 'assertionIsReadable', holds: ({ root }) => count(root, saml('EncryptedAssertion')) === 0 },
  {
    name: 'assertionStandsAlone',
    holds: ({ root }) => assertionsIn(root).length === 1 && count(root, saml('Assertion')) === 1,
  },
  { name: 'idsAreUnique', holds: ({ root }) => idsAreUnique(root) },
  {
    name: 'signaturesStandInPlace',
    holds: ({ root }) => signaturesStandIn(root, [root, ...assertionsIn(root)]),
  },
  { name: 'assertionIsSigned', holds: ({ root }) => isSigned(assertionsIn(root)[0]) },
  {
    name: 'answerIsSigned',
    holds: ({ root, configuration }) =>
      isSigned(root) || (!configuration.answerIsSigned && all(root, signature).length === 0),
  },
];

/** Whether a message is an answer of SAML 2.0, with an assertion of SAML 2.0 in it. */
export const isAnswer = (root: Element): boolean =>
  root.name === samlp('Response') &&
  root.attributes.get('Version') === '2.0' &&
  assertionsIn(root).every(({ attributes }) => attributes.get('Version') === '2.0');
