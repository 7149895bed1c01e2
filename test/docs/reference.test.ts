import { problems } from '@recount/api';
import { describe, expect, test } from 'vitest';
import { commandTypes, refusalsOf } from './reference/commands.js';
import { referencePages } from './reference/pages.js';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { filesUnder, inside, textOf } from './reference/root.js';
import { rules } from './reference/rules.js';
import { titlesThatBear } from './reference/titles.js';
import { embedded, shownFiles } from './written/embedding.js';

const packageReadmes = filesUnder('packages', 'README.md');
const written = [
  ...packageReadmes,
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  ...filesUnder('docs', '.md'),
];

describe('the reference', async () => {
  test.each(await referencePages())(
    '$path is what the code says; npm run docs brings it there',
    ({ path, text }) => {
      expect(textOf(path)).toBe(text);
    },
  );
});

describe('a rule', () => {
  test.each(rules())('$name has a test of its name', ({ name }) => {
    expect(titlesThatBear(name)).not.toEqual([]);
  });

  test.each(rules().filter(({ name }) => name !== 'onlyVerifiedEmailsMerge'))(
    '$name refuses',
    ({ refusals }) => {
      expect(refusals).toHaveLength(1);
    },
  );
});

describe('a refusal', () => {
  const refusals = new Set([
    ...commandTypes.flatMap(refusalsOf),
    ...rules().flatMap((rule) => rule.refusals),
  ]);

  test.each([...refusals])('%s is a problem with a status, a title and an explanation', (refusal) => {
    expect(problems).toHaveProperty(refusal);
  });

  test('of every command is known', () => {
    expect(commandTypes.filter((type) => refusalsOf(type).length === 0)).toEqual([]);
  });
});

const pageWords = ['dashboard', 'playground', 'server'].flatMap((name) =>
  filesUnder(`packages/${name}/src`, '.ts').map(textOf),
);

describe('the tutorial', () => {
  const bold = [...textOf('docs/tutorial/1-your-first-account.md').matchAll(/\*\*([^*]+)\*\*/g)];

  test.each([...new Set(bold.map(([, words]) => words ?? ''))])('names what the page shows: %s', (words) => {
    expect(pageWords.some((text) => text.includes(words))).toBe(true);
  });
});

describe('what people write', () => {
  test.each(written)('%s shows code as the tested files have it', (path) => {
    expect(textOf(path)).toBe(embedded(textOf(path)));
  });

  test.each(written)('%s shows no code that is from nowhere', (path) => {
    expect(textOf(path).match(/^ *```ts(?! (?:test|packages)\/).*$/gm) ?? []).toEqual([]);
  });

  test.each(written)('%s leads somewhere with every link of its own', (path) => {
    const links = [...textOf(path).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].flatMap(
      ([, to]) => to ?? [],
    );
    expect(links.filter((to) => !existsSync(inside(dirname(path), to)))).toEqual([]);
  });

  const promises = textOf('docs/explanation/what-we-promise.md');
  const held = [...promises.matchAll(/\[([^\]]+)\]\(\.\.\/\.\.\/(test\/[^)]+)\)/g)].map(
    ([, title, file]) => ({
      title: title ?? '',
      file: file ?? '',
    }),
  );

  test.each(held)('promises what a test holds: $title', ({ title, file }) => {
    expect(textOf(file)).toContain(title);
  });

  test('shows code of our own packages, and of files that tests run', () => {
    const run = filesUnder('test/docs', '.test.ts').map(textOf).join();
    const isRun = (file: string): boolean =>
      !file.startsWith('test/docs/') ||
      run.includes(file.replace('test/docs/', './').replace(/\.ts$/, '.js'));
    expect(shownFiles().filter((file) => !isRun(file))).toEqual([]);
  });
});
