import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Page } from './reference/markdown.js';
import { referencePages } from './reference/pages.js';
import { inside, textOf } from './reference/root.js';
import { writtenPages } from './written/embedding.js';

const isAsMade = ({ path, text }: Page): boolean => existsSync(inside(path)) && textOf(path) === text;

const write = ({ path, text }: Page): void => {
  mkdirSync(dirname(inside(path)), { recursive: true });
  writeFileSync(inside(path), text);
};

const reference = await referencePages();
const known = new Set(reference.map(({ path }) => path));
const pages = [...reference, ...writtenPages().filter(({ path }) => !known.has(path))];
const stale = pages.filter((page) => !isAsMade(page));

if (process.argv.includes('--check')) {
  for (const { path } of stale)
    console.log(`${path} is not what the code says; npm run docs brings it there.`);
  process.exitCode = stale.length === 0 ? 0 : 1;
} else {
  stale.forEach(write);
  console.log(
    stale.length === 0 ? 'All pages are up to date.' : `Wrote ${stale.map(({ path }) => path).join(', ')}.`,
  );
}
