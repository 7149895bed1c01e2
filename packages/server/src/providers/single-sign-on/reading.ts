import { readFile, stat } from 'node:fs/promises';
import { misfitsOf } from '@recount/api';
import * as E from 'fp-ts/lib/Either.js';
import { SsoFile } from './file.js';
import { type Mistake, mistakesIn } from './mistakes.js';

const largest = 1024 * 1024;

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'it is no text';

/** The text of a small file, or in a sentence why it cannot be read. */
export const textIn = async (path: string): Promise<E.Either<string, string>> => {
  try {
    const { size } = await stat(path);
    return size > largest ? E.left(`${path} is larger than 1 MiB`) : E.right(await readFile(path, 'utf8'));
  } catch (error) {
    return E.left(`${path} cannot be read (${codeOf(error)})`);
  }
};

const jsonIn = (text: string): E.Either<string, unknown> =>
  E.tryCatch(
    (): unknown => JSON.parse(text),
    () => 'it is no JSON',
  );

/** What is wrong with a file, as a list for people; nothing of what stands in it is shown. */
export const listed = (path: string, mistakes: ReadonlyArray<Mistake>): string =>
  [
    `RECOUNT_SSO_FILE: ${path} cannot be used.`,
    ...mistakes.map(({ pointer, what }) => `  ${pointer === '' ? '/' : pointer}  ${what}`),
  ].join('\n');

const decoded = (value: unknown): E.Either<ReadonlyArray<Mistake>, SsoFile> => {
  const read = SsoFile.decode(value);
  if (E.isLeft(read))
    return E.left(
      misfitsOf(read.left).map(({ pointer, expected }) => ({ pointer, what: `expected ${expected}` })),
    );
  const mistakes = mistakesIn(read.right);
  return mistakes.length === 0 ? read : E.left(mistakes);
};

/** Reads the file of connections, or says all that is wrong with it. */
export const readSsoFile = async (path: string): Promise<E.Either<string, SsoFile>> => {
  const text = await textIn(path);
  if (E.isLeft(text)) return E.left(`RECOUNT_SSO_FILE: ${text.left}.`);
  const json = jsonIn(text.right);
  if (E.isLeft(json)) return E.left(listed(path, [{ pointer: '', what: json.left }]));
  const file = decoded(json.right);
  return E.isLeft(file) ? E.left(listed(path, file.left)) : file;
};
