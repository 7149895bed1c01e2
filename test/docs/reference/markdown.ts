/** A page of the reference, and its text. */
export type Page = { readonly path: string; readonly text: string };

// What stands in angle brackets would be taken for HTML, except in code.
const plain = (text: string): string => text.replaceAll(/<(?!br>)/g, '\\<');

const escaped = (text: string): string =>
  text
    .split('`')
    .map((part, at) => (at % 2 === 0 ? plain(part) : part))
    .join('`')
    .replaceAll('|', '\\|')
    .replaceAll(/\s*\n\s*/g, ' ');

/** A word as it stands in code. */
export const code = (text: string): string => `\`${text}\``;

/** Words as they stand in code, with commas between them. */
export const codes = (texts: ReadonlyArray<string>): string => texts.map(code).join(', ');

/** A table of these columns, one line a row. */
export const tableOf = (columns: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>): string =>
  [columns, columns.map(() => '---'), ...rows.map((row) => row.map(escaped))]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');

/** A generated page: its title, what it is about, and its parts. */
export const pageOf = (
  name: string,
  { title, about }: { readonly title: string; readonly about: string },
  parts: ReadonlyArray<string>,
): Page => ({
  path: `docs/reference/${name}.md`,
  text: `${[`# ${title}`, '<!-- Made from the code by `npm run docs`. -->', about, ...parts].join('\n\n')}\n`,
});

/** A part of a page under a heading. */
export const section = (heading: string, ...parts: ReadonlyArray<string>): string =>
  [`## ${heading}`, ...parts].join('\n\n');
