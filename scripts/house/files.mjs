import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { root } from '../workspace/places.mjs';

const made = new Set(['node_modules', 'dist', 'coverage']);
const tops = ['packages', 'test', 'scripts', 'docs/decisions'];

const walk = (folder) =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => !made.has(entry.name))
    .flatMap((entry) => {
      const path = posix.join(folder, entry.name);
      return entry.isDirectory() ? walk(path) : [path];
    });

const written = /\.(ts|mjs|cjs|css|html|md)$/;

/** Every file that people write and the house rules look at: its path, and its text. */
export const files = () =>
  tops
    .filter((top) => existsSync(join(root, top)))
    .flatMap(walk)
    .map((path) => ({ path, text: written.test(path) ? readFileSync(join(root, path), 'utf8') : '' }));

/** Every folder that holds files, with the names that are in it. */
export const folders = (houseFiles) => {
  const entries = new Map();
  for (const { path } of houseFiles) {
    const parts = path.split('/');
    for (let depth = 1; depth < parts.length; depth += 1) {
      const folder = parts.slice(0, depth).join('/');
      entries.set(folder, (entries.get(folder) ?? new Set()).add(parts[depth]));
    }
  }
  return [...entries].map(([path, names]) => ({ path, names: [...names] }));
};
