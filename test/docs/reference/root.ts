import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const topOf = (folder: string): string =>
  existsSync(join(folder, 'pnpm-workspace.yaml')) ? folder : topOf(dirname(folder));

/** The checkout's top folder, from the sources and from what is built of them alike. */
export const root = topOf(dirname(fileURLToPath(import.meta.url)));

/** A path inside the checkout. */
export const inside = (...parts: ReadonlyArray<string>): string => join(root, ...parts);

/** The text of a file of the checkout. */
export const textOf = (path: string): string => readFileSync(inside(path), 'utf8');

/** The files under a folder of the checkout whose names end so, in the order of the alphabet. */
export const filesUnder = (folder: string, ending: string): ReadonlyArray<string> =>
  readdirSync(inside(folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .filter((path) => !/(^|\/)(node_modules|dist)\//.test(path))
    .toSorted();
