/** An element as it was read: nothing in it can be changed, and nothing leads out of it. */
export type Element = {
  /** Its namespace and local name, as `saml('Issuer')` and its kind spell them. */
  readonly name: string;
  /** Attributes by local name, those in a namespace by both, namespace declarations left out. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: ReadonlyArray<Element>;
  /** All text directly in it, whole, in the order it stood. */
  readonly text: string;
};

/** A name in a namespace, in one word. */
export const qualified = (namespace: string, local: string): string =>
  namespace === '' ? local : `{${namespace}}${local}`;

const within =
  (namespace: string) =>
  (local: string): string =>
    qualified(namespace, local);

/** A name of the assertions' vocabulary. */
export const saml = within('urn:oasis:names:tc:SAML:2.0:assertion');

/** A name of the protocol's vocabulary. */
export const samlp = within('urn:oasis:names:tc:SAML:2.0:protocol');

/** A name of the metadata's vocabulary. */
export const md = within('urn:oasis:names:tc:SAML:2.0:metadata');

/** A name of the signatures' vocabulary. */
export const ds = within('http://www.w3.org/2000/09/xmldsig#');

/** The children of that name. */
export const all = ({ children }: Element, name: string): ReadonlyArray<Element> =>
  children.filter((child) => child.name === name);

/** The child of that name where there is exactly one. */
export const only = (element: Element | undefined, name: string): Element | undefined => {
  const found = element === undefined ? [] : all(element, name);
  return found.length === 1 ? found[0] : undefined;
};

/** An element and everything in it. */
export const everything = (element: Element): ReadonlyArray<Element> => [
  element,
  ...element.children.flatMap(everything),
];

/** The text of an element that holds nothing but text. */
export const textOf = (element: Element | undefined): string | undefined =>
  element === undefined || element.children.length > 0 ? undefined : element.text;
