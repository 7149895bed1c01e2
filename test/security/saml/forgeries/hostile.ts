import { answer, responseAround, sound } from '../answer.js';
import { changed } from '../pieces.js';
import type { Forgery } from './forgery.js';

const base64 = (text: string, encoding: BufferEncoding = 'utf8'): string =>
  Buffer.from(text, encoding).toString('base64');

const sane = answer();
const nested = (depth: number): string => '<a>'.repeat(depth) + '</a>'.repeat(depth);
const within = (content: string): string =>
  responseAround(sound(), `<samlp:Extensions>${content}</samlp:Extensions>`);

const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const withPrefixes = (prefixes: string): string => {
  const list = `<InclusiveNamespaces xmlns="${exclusive}" PrefixList="${prefixes}"/>`;
  const transform = `<ds:Transform Algorithm="${exclusive}"`;
  return changed(sane, `${transform}/>`, `${transform}>${list}</ds:Transform>`);
};

const bomb = [
  '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">',
  ...Array.from('bcdefghij', (name, index) => {
    const before = 'abcdefghi'[index];
    return `<!ENTITY ${name} "${`&${before};`.repeat(10)}">`;
  }),
  ']>',
].join('');

/** Documents that were made to hurt, some of which lead to this address. */
export const hostileAt = (address: () => string): ReadonlyArray<Forgery> => [
  ['a DOCTYPE', () => `<!DOCTYPE r>${sane}`, 'documentDeclaresNothing'],
  [
    'an entity from a file',
    () => `<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>${changed(sane, 'ada-0001', '&x;')}`,
    'documentDeclaresNothing',
  ],
  [
    'an entity from the network',
    () => `<!DOCTYPE r [<!ENTITY % x SYSTEM "${address()}"> %x;]>${sane}`,
    'documentDeclaresNothing',
  ],
  ['an outer DTD', () => `<!DOCTYPE r SYSTEM "${address()}">${sane}`, 'documentDeclaresNothing'],
  ['an entity bomb', () => `${bomb}${changed(sane, 'ada-0001', '&j;')}`, 'documentDeclaresNothing'],
  ['a processing instruction', () => `<?xml-stylesheet href="${address()}"?>${sane}`, 'documentIsPlain'],
  ['20,000 levels', () => within(nested(20_000)), 'documentIsSmall'],
  ['33 levels', () => within(nested(31)), 'documentIsSmall'],
  ['1,201 elements', () => within('<a/>'.repeat(1_201)), 'documentIsSmall'],
  [
    '1,201 attributes',
    () => within(`<a ${Array.from({ length: 1_201 }, (_, index) => `a${index}=""`).join(' ')}/>`),
    'documentIsSmall',
  ],
  ['5 MB', () => within('a'.repeat(5_000_000)), 'documentIsSmall'],
  ['two roots', () => `${sane}${sane}`, 'documentIsWellFormed'],
  ['text after the root', () => `${sane}x`, 'documentIsWellFormed'],
  ['an open end', () => sane.slice(0, -5), 'documentIsWellFormed'],
  [
    'an attribute twice',
    () => changed(sane, ' Version="2.0"', ' Version="2.0" Version="2.0"'),
    'documentIsWellFormed',
  ],
  ['an undeclared prefix', () => within('<x:a/>'), 'documentIsWellFormed'],
  ['a control character', () => within('&#1;'), 'documentIsWellFormed'],
  ['nothing', () => '', 'messageIsBase64'],
  ['no XML', () => 'hello', 'documentIsWellFormed'],
  ['JSON', () => '{"Response":{}}', 'documentIsWellFormed'],
  ['another root', () => '<a/>', 'messageIsOfItsKind'],
  ['SAML 1.1', () => changed(sane, ' Version="2.0"', ' Version="1.1"'), 'messageIsOfItsKind'],
  ['UTF-16 by its declaration', () => `<?xml version="1.0" encoding="UTF-16"?>${sane}`, 'documentIsUtf8'],
  ['UTF-7 by its declaration', () => `<?xml version="1.0" encoding="UTF-7"?>${sane}`, 'documentIsUtf8'],
  ['UTF-7', () => sane.replaceAll('<', '+ADw-').replaceAll('>', '+AD4-'), 'documentIsWellFormed'],
  ['XML 1.1', () => `<?xml version="1.1"?>${sane}`, 'documentIsPlain'],
  ['prefixes without end', () => withPrefixes('a '.repeat(20_000)), 'transformsAreAllowed'],
  ['a byte order mark', () => `\uFEFF${sane}`, 'documentIsUtf8'],
];

/** What was posted, where it is not base64 of UTF-8. */
export const unreadable: ReadonlyArray<Forgery> = [
  ['UTF-16', () => base64(sane, 'utf16le'), 'documentIsUtf8'],
  ['UTF-16 with a byte order mark', () => base64(`\uFEFF${sane}`, 'utf16le'), 'documentIsUtf8'],
  [
    'bytes that are no UTF-8',
    () => base64(changed(sane, 'Ada Corp', 'Ad\u00e4 Corp'), 'latin1'),
    'documentIsUtf8',
  ],
  ['no base64', () => '<xml/>', 'messageIsBase64'],
  [
    'base64 for URLs',
    () => base64('<a>???</a>').replaceAll('/', '_').replaceAll('+', '-'),
    'messageIsBase64',
  ],
  ['a cut base64', () => base64(sane).slice(0, -1), 'messageIsBase64'],
];
