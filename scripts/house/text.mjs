import { posix } from 'node:path';

const code = /\.(ts|mjs|cjs)$/;
const page = /\.(css|html)$/;
const decision = /^docs\/decisions\//;

const linesOf = (text) => text.split('\n').filter((line) => line.trim() !== '');

// In pieces, so that this file does not complain about itself.
const switchesOff = new RegExp(
  [
    '(es|ox)lint-dis' + 'able',
    '@ts-(ignore|nocheck)',
    'biome-' + 'ignore',
    '(v8|c8|istanbul) ' + 'ignore',
  ].join('|'),
);
const expectsError = new RegExp('@ts-expect-' + 'error');

const noSwitches = ({ path, text }) =>
  text.split('\n').flatMap((line, index) => {
    const off = switchesOff.test(line) || (expectsError.test(line) && !path.startsWith('test/'));
    return off ? [`${path}:${index + 1}: the rules have no off switch.`] : [];
  });

const noLongerThan = (most, { path, text }) => {
  const { length } = linesOf(text);
  return length > most ? [`${path}: ${length} lines; at most ${most}.`] : [];
};

/** No comment switches a rule off; pages and decisions have a size too. */
export const inText = (file) => {
  if (code.test(file.path)) return noSwitches(file);
  if (page.test(file.path)) return noLongerThan(300, file);
  return decision.test(file.path) ? noLongerThan(60, file) : [];
};

/** Files too short to be a room. Doors (`index.ts`) are short by nature. */
export const corridors = (files) =>
  files
    .filter(({ path }) => code.test(path) && posix.basename(path) !== 'index.ts')
    .filter(({ text }) => linesOf(text).length < 8)
    .map(({ path }) => path);
