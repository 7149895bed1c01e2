import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { type Broken, broken } from '../promises/check.js';
import type { Checked } from '../configuration/settings.js';
import { type Element, only, saml, textOf } from '../xml/element.js';
import type { Attributes } from './attributes.js';

const unspecified = 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified';

/** The format of a NameID that is an e-mail address. */
export const emailFormat = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress';

/** The formats that a lasting name may have, the wanted one first. */
export const lastingFormats: ReadonlyArray<string> = [
  'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  emailFormat,
  unspecified,
];

/** The format that a NameID has, stated or not. */
export const formatOf = (nameId: Element): string => nameId.attributes.get('Format') ?? unspecified;

/** A subject to the byte: nothing is trimmed, folded or cut, so nothing may need it. */
export const wholeSubject = (subject: string): E.Either<Broken, string> =>
  /^[^\p{Cc}\p{Cs}]{1,256}$/u.test(subject) && subject === subject.trim()
    ? E.right(subject)
    : E.left(broken('subjectIsWhole'));

/** The name in a NameID, if it is one that lasts. */
export const lastingName = (nameId: Element | undefined): E.Either<Broken, string> => {
  const name = textOf(nameId);
  if (nameId === undefined || name === undefined) return E.left(broken('subjectIsNamed'));
  return lastingFormats.includes(formatOf(nameId)) ? wholeSubject(name) : E.left(broken('subjectLasts'));
};

const inAttribute = (name: string, attributes: Attributes): E.Either<Broken, string> => {
  const [value, ...more] = attributes.get(name) ?? [];
  return value === undefined || more.length > 0 ? E.left(broken('subjectIsNamed')) : wholeSubject(value);
};

/** The NameID of an assertion. */
export const nameIdIn = (assertion: Element): Element | undefined =>
  only(only(assertion, saml('Subject')), saml('NameID'));

/** Who it is, in the way that the connection says. */
export const subjectIn = (
  { subjectAttribute }: Checked,
  assertion: Element,
  attributes: Attributes,
): E.Either<Broken, string> =>
  pipe(
    subjectAttribute,
    E.fromNullable(undefined),
    E.fold(
      () => lastingName(nameIdIn(assertion)),
      (name) => inAttribute(name, attributes),
    ),
  );
