/** The first piece of a document from one mark up to and with another. */
export const piece = (xml: string, from: string, to: string): string => {
  const start = xml.indexOf(from);
  const end = xml.indexOf(to, start);
  if (start < 0 || end < 0) throw new Error(`no ${from} in the document`);
  return xml.slice(start, end + to.length);
};

/** The assertion in an answer. */
export const assertionIn = (xml: string): string => piece(xml, '<saml:Assertion', '</saml:Assertion>');

/** The first signature in a piece. */
export const signatureIn = (xml: string): string => piece(xml, '<ds:Signature', '</ds:Signature>');

/** A piece without its first signature. */
export const unsigned = (xml: string): string => xml.replace(signatureIn(xml), '');

/** A replacement that has to find something to replace. */
export const changed = (xml: string, from: string | RegExp, to: string): string => {
  const after = xml.replace(from, () => to);
  if (after === xml) throw new Error(`nothing to change: ${String(from)}`);
  return after;
};
