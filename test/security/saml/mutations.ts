/** Changes a document somewhere, somehow. */
export type Mutation = (xml: string) => string;

type Chance = (below: number) => number;

// Mulberry32: the same seed makes the same changes on every machine.
const chanceFrom = (seed: number): Chance => {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
};

const snippets: ReadonlyArray<string> = [
  '<!-- -->',
  '<?x y?>',
  '<![CDATA[x]]>',
  '<!DOCTYPE x>',
  '&#x61;',
  '&x;',
  '<x/>',
  ' ',
  '\n',
  'a',
  '0',
  '"',
  '>',
  '<',
  '\0',
  '\uFEFF',
  'mallory-0001',
  ' ID="_assertion"',
  ' xmlns="urn:x"',
  '<saml:NameID>mallory-0001</saml:NameID>',
  '<saml:Subject><saml:NameID>mallory-0001</saml:NameID></saml:Subject>',
  '<saml:Issuer>https://other.test/</saml:Issuer>',
  '<ds:Object/>',
];

const piecesIn = (xml: string): ReadonlyArray<string> => xml.match(/<[^>]*>|[^<]+/g) ?? [];

const from = (chance: Chance, list: ReadonlyArray<string>): string => list[chance(list.length)] ?? '';

/** The elements of a document from their first tag to their last, as far as their names tell. */
const elementAt = (chance: Chance, xml: string): { readonly start: number; readonly end: number } => {
  const tags = [...xml.matchAll(/<([A-Za-z][\w:]*)(?:\s[^>]*)?>/g)];
  const tag = tags[chance(tags.length)];
  if (tag === undefined) return { start: 0, end: 0 };
  const { index: start, 0: opening, 1: name } = tag;
  if (opening.endsWith('/>')) return { start, end: start + opening.length };
  const closing = `</${name}>`;
  const at = xml.indexOf(closing, start);
  return { start, end: at < 0 ? start + opening.length : at + closing.length };
};

type Change = (xml: string, chance: Chance) => string;

const place = (xml: string, chance: Chance): number => chance(xml.length + 1);

const put = (xml: string, at: number, what: string): string => xml.slice(0, at) + what + xml.slice(at);

const flip: Change = (xml, chance) => {
  const at = chance(xml.length);
  return xml.slice(0, at) + String.fromCharCode(32 + chance(95)) + xml.slice(at + 1);
};

const cut: Change = (xml, chance) => {
  const at = place(xml, chance);
  return xml.slice(0, at) + xml.slice(at + 1 + chance(40));
};

const insert: Change = (xml, chance) => put(xml, place(xml, chance), from(chance, snippets));

const insertBetween: Change = (xml, chance) => {
  const pieces = [...piecesIn(xml)];
  pieces.splice(chance(pieces.length + 1), 0, from(chance, snippets));
  return pieces.join('');
};

const double: Change = (xml, chance) => {
  const { start, end } = elementAt(chance, xml);
  return put(xml, end, xml.slice(start, end));
};

const remove: Change = (xml, chance) => {
  const { start, end } = elementAt(chance, xml);
  return xml.slice(0, start) + xml.slice(end);
};

const move: Change = (xml, chance) => {
  const { start, end } = elementAt(chance, xml);
  const rest = xml.slice(0, start) + xml.slice(end);
  const pieces = [...piecesIn(rest)];
  pieces.splice(chance(pieces.length + 1), 0, xml.slice(start, end));
  return pieces.join('');
};

const rename: Change = (xml, chance) => {
  const names = [...new Set(xml.match(/[A-Za-z_][\w-]{3,}/g))];
  const name = from(chance, names);
  const other = from(chance, names);
  return chance(2) === 0 ? xml.replace(name, other) : xml.replaceAll(name, other);
};

const forge: Change = (xml, chance) => {
  const start = xml.indexOf('<saml:Assertion');
  const end = xml.indexOf('</saml:Assertion>') + '</saml:Assertion>'.length;
  if (start < 0 || end < start) return flip(xml, chance);
  const forged = xml
    .slice(start, end)
    .replace('ada-0001', 'mallory-0001')
    .replace(chance(2) === 0 ? 'ID="_assertion"' : 'ID="none"', 'ID="_evil"');
  const pieces = [...piecesIn(xml)];
  pieces.splice(chance(pieces.length + 1), 0, forged);
  return pieces.join('');
};

const changes: ReadonlyArray<Change> = [
  flip,
  cut,
  insert,
  insertBetween,
  double,
  remove,
  move,
  rename,
  forge,
];

/** One to three changes, drawn anew each time from what the seed says. */
export const mutationsFrom = (seed: number): Mutation => {
  const chance = chanceFrom(seed);
  return (xml) => {
    let changed = xml;
    for (let times = 1 + chance(3); times > 0; times -= 1)
      changed = (changes[chance(changes.length)] ?? flip)(changed, chance);
    return changed;
  };
};
