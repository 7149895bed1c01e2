import type { Finding } from '@recount/identity-providers';
import * as E from 'fp-ts/lib/Either.js';
import { type Checkable, checkablesIn } from '../../providers/checks.js';
import { configurationIn, listOf, nearest } from '../../configuration/index.js';
import type { Said } from './said.js';

const usage =
  'recount-server check-provider <name> tries a configured provider and says what is wrong with it.';

const words: Readonly<Record<Finding['found'], string>> = { right: 'ok', wrong: 'wrong', unknown: '?' };

const line = ({ found, says }: Finding): string =>
  `  ${words[found].padEnd(6)} ${says.replace(/\p{C}/gu, '?')}`;

const verdict = (findings: ReadonlyArray<Finding>): string => {
  const count = findings.filter(({ found }) => found === 'wrong').length;
  if (count === 0) return 'Nothing is wrong, as far as can be found out without a person.';
  return count === 1 ? 'One thing is wrong.' : `${count} things are wrong.`;
};

const tried = async ({ name, is, register, look }: Checkable, { tell }: Said): Promise<number> => {
  const findings = await look();
  const registered = register.map((address) => `  ${address}`);
  const lines = [
    `${name}, ${is}`,
    '',
    ...findings.map(line),
    '',
    'Register there, exactly:',
    ...registered,
    '',
    verdict(findings),
    '',
  ];
  tell(lines.join('\n'));
  return findings.some(({ found }) => found === 'wrong') ? 1 : 0;
};

const unknownName = (name: string, all: ReadonlyArray<Checkable>): string => {
  if (all.length === 0) return 'No provider is configured; recount-server --help says how one is.';
  const names = all.map((one) => one.name);
  const meant = nearest(name, names);
  const near = meant === undefined ? `There are: ${names.join(', ')}.` : `Is ${meant} meant?`;
  return `There is no provider ${JSON.stringify(name).replace(/\p{C}/gu, '?')}. ${near}`;
};

/** Does what stands after `check-provider`; answers an exit code. */
export const checkProvider = async (args: ReadonlyArray<string>, said: Said): Promise<number> => {
  const [name, ...more] = args;
  if (name === undefined || more.length > 0) {
    said.say(usage);
    return 2;
  }
  const configuration = configurationIn(process.env);
  if (E.isLeft(configuration)) {
    said.say(listOf(configuration.left));
    return 2;
  }
  const all = await checkablesIn(configuration.right);
  if (E.isLeft(all)) {
    said.say(all.left);
    return 1;
  }
  const wanted = all.right.find((one) => one.name === name);
  if (wanted !== undefined) return tried(wanted, said);
  said.say(unknownName(name, all.right));
  return 2;
};
