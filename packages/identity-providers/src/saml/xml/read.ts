import * as E from 'fp-ts/lib/Either.js';
import { type SaxesAttributeNS, SaxesParser, type SaxesTagNS } from 'saxes';
import { type Broken, broken } from '../promises/check.js';
import { type Element, qualified } from './element.js';

/** Where a document comes from: a stranger's browser, or a file that somebody was given and trusts. */
export type Source = 'browser' | 'file';

type Growing = {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: Growing[];
  text: string;
};

type Reading = {
  broken: Broken | undefined;
  root: Growing | undefined;
  nodes: number;
  readonly open: Growing[];
};

const deepest = 32;
// Signatures cost time that grows with the square of what they cover, and a stranger's are not proven yet.
const mostNodes: Readonly<Record<Source, number>> = { browser: 1_200, file: 8_000 };
const chunk = 4_096;
const xmlns = 'http://www.w3.org/2000/xmlns/';

const attributesOf = (tag: SaxesTagNS): ReadonlyMap<string, string> =>
  new Map(
    Object.values(tag.attributes)
      .filter(({ uri }: SaxesAttributeNS) => uri !== xmlns)
      .map(({ uri, local, value }: SaxesAttributeNS) => [qualified(uri, local), value]),
  );

const opened = (reading: Reading, source: Source, tag: SaxesTagNS): void => {
  reading.nodes += 1 + Object.keys(tag.attributes).length;
  if (reading.open.length >= deepest || reading.nodes > mostNodes[source])
    reading.broken ??= broken('documentIsSmall');
  const element = {
    name: qualified(tag.uri, tag.local),
    attributes: attributesOf(tag),
    children: [],
    text: '',
  };
  reading.open.at(-1)?.children.push(element);
  reading.root ??= element;
  reading.open.push(element);
};

const isUtf8 = (encoding: string | undefined): boolean =>
  encoding === undefined || encoding.toLowerCase() === 'utf-8';

const parserInto = (reading: Reading, source: Source): SaxesParser<{ xmlns: true }> => {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const refuse = (name: Parameters<typeof broken>[0]) => (): void => {
    reading.broken ??= broken(name);
  };
  parser.on('error', refuse('documentIsWellFormed'));
  parser.on('doctype', refuse('documentDeclaresNothing'));
  parser.on('processinginstruction', refuse('documentIsPlain'));
  parser.on('cdata', refuse('documentIsPlain'));
  if (source === 'browser') parser.on('comment', refuse('documentIsPlain'));
  parser.on('xmldecl', ({ version, encoding }) => {
    // Of XML 1.1 not every reader knows what ends a line, or what a name is.
    if (version !== '1.0') reading.broken ??= broken('documentIsPlain');
    if (!isUtf8(encoding)) reading.broken ??= broken('documentIsUtf8');
  });
  parser.on('opentag', (tag) => opened(reading, source, tag));
  parser.on('closetag', () => void reading.open.pop());
  parser.on('text', (text) => {
    const element = reading.open.at(-1);
    if (element !== undefined) element.text += text;
  });
  return parser;
};

/** Reads a document strictly, in one pass that ends where the document becomes too deep, too large or anything but plain elements. */
export const readXml = (text: string, source: Source = 'browser'): E.Either<Broken, Element> => {
  const reading: Reading = { broken: undefined, root: undefined, nodes: 0, open: [] };
  const parser = parserInto(reading, source);
  for (let from = 0; from < text.length && reading.broken === undefined; from += chunk)
    parser.write(text.slice(from, from + chunk));
  if (reading.broken === undefined) parser.close();
  if (reading.broken !== undefined) return E.left(reading.broken);
  return reading.root === undefined ? E.left(broken('documentIsWellFormed')) : E.right(reading.root);
};
