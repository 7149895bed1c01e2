const saysNothing = new Set(
  'util utils helper helpers common misc manager managers service services base types impl'.split(' '),
);

const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|config|d))?\.(ts|mjs|cjs|css|html)$/;
const code = /^(packages\/[^/]+\/(src|public)|test|scripts)\/.*\.(ts|mjs|cjs|css|html)$/;

const wordsOf = (path) =>
  path
    .replace(/\.[^/]*$/, '')
    .split('/')
    .slice(1)
    .flatMap((part) => part.split('-'));

const emptyWords = (path) =>
  wordsOf(path)
    .filter((word) => saysNothing.has(word))
    .map((word) => `${path}: "${word}" says nothing; name the file after what it knows.`);

const form = (path) =>
  kebab.test(path.slice(path.lastIndexOf('/') + 1))
    ? []
    : [`${path}: file names are kebab-case, without a role at their end.`];

/** File names are kebab-case nouns that say something. */
export const inName = ({ path }) => (code.test(path) ? [...emptyWords(path), ...form(path)] : []);
