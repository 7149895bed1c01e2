import { isName } from './variables.js';
import { table } from './variables-table.js';

/** What is wrong with one variable of the environment. */
export type Problem = { readonly name: string; readonly what: string };

const longest = 40;

const withheld = 'what it is now (not shown)';

// Whatever may be meant as an address with a password in it.
const mayHoldPassword = /[@?]|^\s*["']?postgres/i;

const isSecret = (name: string, text: string): boolean => {
  const secret = isName(name) ? table[name].secret : undefined;
  return secret === true || (secret === 'password' && mayHoldPassword.test(text));
};

/** A value as it may be shown: quoted, without control characters, not too long, and not at all if it is a secret. */
export const shown = (name: string, value: unknown): string => {
  if (isSecret(name, String(value))) return withheld;
  const text = JSON.stringify(String(value)).replace(/\p{C}/gu, '?');
  return text.length > longest ? `${text.slice(0, longest)}…"` : text;
};

const counted = (problems: ReadonlyArray<Problem>): string =>
  problems.length === 1 ? 'one setting is wrong' : `${problems.length} settings are wrong`;

/** All that is wrong, as one list for people. */
export const listOf = (problems: ReadonlyArray<Problem>): string => {
  const width = Math.max(...problems.map(({ name }) => name.length));
  const lines = problems.map(({ name, what }) => `  ${name.padEnd(width)}  ${what}`);
  return [
    `Recount does not start: ${counted(problems)}.`,
    '',
    ...lines,
    '',
    'recount-server --help says what each setting is.',
  ].join('\n');
};
