const halfPair = /\p{Surrogate}/u;

const refused = (what: string): never => {
  throw new TypeError(`JSON has no ${what}`);
};

// Printable ASCII without a quote or a backslash, as nearly all texts are, stands in JSON as it is.
const plain = /^[ !#-[\]-~]*$/;

const ofText = (text: string): string => {
  if (plain.test(text)) return `"${text}"`;
  return halfPair.test(text) ? refused('half characters') : JSON.stringify(text);
};

const ofNumber = (number: number): string =>
  Number.isFinite(number) ? JSON.stringify(number) : refused(String(number));

const ofFields = (fields: Readonly<Record<string, unknown>>): string => {
  let text = '';
  for (const name of Object.keys(fields).sort()) {
    const value = fields[name];
    if (value !== undefined) text += `${text === '' ? '' : ','}${ofText(name)}:${canonicalJson(value)}`;
  }
  return `{${text}}`;
};

const ofObject = (object: object): string =>
  Array.isArray(object)
    ? `[${object.map((one: unknown) => canonicalJson(one ?? null)).join(',')}]`
    : ofFields(object as Readonly<Record<string, unknown>>);

/**
 * A value as canonical JSON (RFC 8785): fields in the order of their names by code unit, nothing between them, fields
 * that are undefined left out. Throws on what JSON cannot say: half a surrogate pair, a number that is not finite.
 */
export const canonicalJson = (value: unknown): string => {
  switch (typeof value) {
    case 'string':
      return ofText(value);
    case 'number':
      return ofNumber(value);
    case 'boolean':
      return String(value);
    case 'object':
      return value === null ? 'null' : ofObject(value);
    default:
      return refused(typeof value);
  }
};
