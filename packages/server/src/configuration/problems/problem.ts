import { memberIn } from '../providers/family.js';
import { familyTable } from '../providers/family-table.js';
import { isName } from '../variables.js';
import { type About, table } from '../variables-table.js';

/** What is wrong with one variable of the environment. */
export type Problem = { readonly name: string; readonly what: string };

const longest = 40;

const withheld = 'what it is now (not shown)';

// Whatever may be meant as an address with a password in it.
const mayHoldPassword = /[@?]|^\s*["']?postgres/i;

const aboutOf = (name: string): About | undefined => {
  const member = memberIn(name);
  if (member !== undefined) return familyTable[member.field];
  return isName(name) ? table[name] : undefined;
};

const isSecret = (name: string, text: string): boolean => {
  const secret = aboutOf(name)?.secret;
  return secret === true || (secret === 'password' && mayHoldPassword.test(text));
};

// Quoted, without control characters, not too long, and not at all if it is a secret.
const shown = (name: string, value: unknown): string => {
  if (isSecret(name, String(value))) return withheld;
  const text = JSON.stringify(String(value)).replace(/\p{C}/gu, '?');
  return text.length > longest ? `${text.slice(0, longest)}…"` : text;
};

/** What is wrong with a value that is not spelled as it should be. */
export const misspelt = (name: string, value: unknown, expected: string | undefined): Problem => ({
  name,
  what: value === '' ? `${expected}` : `is ${shown(name, value)}; ${expected}`,
});

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
