import type { Page } from '../reference/markdown.js';
import { filesUnder, textOf } from '../reference/root.js';
import { type Node, parsed } from '../reference/typescript.js';

const block = /^( *)```ts ((?:test|packages)\/[\w./-]+)(?:#([\w-]+))?\n(?:[^]*?\n)??\1```$/gm;

const withoutMargin = (lines: ReadonlyArray<string>): ReadonlyArray<string> => {
  const margins = lines
    .filter((line) => line.trim() !== '')
    .map((line) => line.length - line.trimStart().length);
  const margin = Math.min(...margins);
  return lines.map((line) => line.slice(margin));
};

const region = (file: string, name: string): string | undefined => {
  const lines = textOf(file).split('\n');
  const from = lines.findIndex((line) => line.trim() === `// #region ${name}`);
  const until = lines.findIndex((line, at) => at > from && line.trim() === '// #endregion');
  return from === -1 || until === -1 ? undefined : withoutMargin(lines.slice(from + 1, until)).join('\n');
};

const declares =
  (name: string) =>
  (statement: Node): boolean =>
    (statement.name ?? statement.declarationList?.declarations[0]?.name)?.getText() === name;

const declaration = (file: string, name: string): string | undefined =>
  parsed(file, textOf(file)).statements?.find(declares(name))?.getFullText().trim();

/** What a page shows of a file: a marked region without its margin, a declaration with its sentence, or all of it. */
export const shownOf = (file: string, name: string | undefined): string => {
  const shown = name === undefined ? textOf(file).trim() : (region(file, name) ?? declaration(file, name));
  if (shown === undefined) throw new Error(`${file} has nothing named ${name}`);
  return shown;
};

const indented = (margin: string, lines: string): string =>
  lines
    .split('\n')
    .map((line) => (line === '' ? '' : `${margin}${line}`))
    .join('\n');

/** A page with its blocks of code as the tested files have them now. */
export const embedded = (text: string): string =>
  text.replaceAll(block, (_, ...[margin, file, name]: readonly [string, string, string | undefined]) => {
    const fence = '```ts ' + file + (name === undefined ? '' : `#${name}`);
    return indented(margin, [fence, shownOf(file, name), '```'].join('\n'));
  });

/** The pages that people write, with their code brought up to date. */
export const writtenPages = (): ReadonlyArray<Page> =>
  ['README.md', ...filesUnder('docs', '.md')].map((path) => ({ path, text: embedded(textOf(path)) }));

/** The files of code that pages show. */
export const shownFiles = (): ReadonlyArray<string> => [
  ...new Set(
    ['README.md', ...filesUnder('docs', '.md')].flatMap((path) =>
      [...textOf(path).matchAll(block)].flatMap(([, , file]) => file ?? []),
    ),
  ),
];
