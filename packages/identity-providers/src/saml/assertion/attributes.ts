import { all, type Element, only, saml, textOf } from '../xml/element.js';

/** What the provider says of somebody: values by the name of their attribute. */
export type Attributes = ReadonlyMap<string, ReadonlyArray<string>>;

// An identifier may come in an element of its own within the value (eduPersonTargetedID).
const valueIn = (value: Element): ReadonlyArray<string> => {
  const text = textOf(value) ?? textOf(only(value, saml('NameID')));
  return text === undefined ? [] : [text];
};

/** Every attribute of an assertion; those of one name are one attribute with the values of all. */
export const attributesIn = (assertion: Element): Attributes => {
  const attributes = new Map<string, ReadonlyArray<string>>();
  for (const attribute of all(assertion, saml('AttributeStatement')).flatMap((statement) =>
    all(statement, saml('Attribute')),
  )) {
    const name = attribute.attributes.get('Name') ?? '';
    const values = all(attribute, saml('AttributeValue')).flatMap(valueIn);
    attributes.set(name, [...(attributes.get(name) ?? []), ...values]);
  }
  return attributes;
};

/** The values of the first of these attributes that has any. */
export const firstOf = (attributes: Attributes, names: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.map((name) => attributes.get(name) ?? []).find((values) => values.length > 0) ?? [];

/** Where Okta, Entra ID, Google Workspace, ADFS and eduPerson put an e-mail address. */
export const emailNames: ReadonlyArray<string> = [
  'email',
  'mail',
  'emailAddress',
  'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress',
  'urn:oid:0.9.2342.19200300.100.1.3',
  'urn:oid:1.2.840.113549.1.9.1',
];

/** Where they put what somebody is called. */
export const displayNames: ReadonlyArray<string> = [
  'displayName',
  'http://schemas.microsoft.com/identity/claims/displayname',
  'urn:oid:2.16.840.1.113730.3.1.241',
  'name',
  'cn',
  'urn:oid:2.5.4.3',
];

const givenNames: ReadonlyArray<string> = [
  'firstName',
  'givenName',
  'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname',
  'urn:oid:2.5.4.42',
];

const familyNames: ReadonlyArray<string> = [
  'lastName',
  'sn',
  'surname',
  'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname',
  'urn:oid:2.5.4.4',
];

/** What somebody is called, in one piece or put together. */
export const calledIn = (attributes: Attributes): string | undefined => {
  const [whole] = firstOf(attributes, displayNames);
  const [given = ''] = firstOf(attributes, givenNames);
  const [family = ''] = firstOf(attributes, familyNames);
  return whole ?? `${given} ${family}`;
};
