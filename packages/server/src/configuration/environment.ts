import * as E from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';
import { nearest } from './nearest.js';
import { type Problem, shown } from './problem.js';
import { wrongTogether } from './together.js';
import { isName, ofTheCommandLine, Settings } from './variables.js';

/** The environment as the system hands it over. */
export type Environment = Readonly<Record<string, string | undefined>>;

const misspelt = (name: string): string => {
  const meant = nearest(name, Object.keys(Settings.props));
  return meant === undefined ? 'is no setting' : `is no setting; is ${meant} meant?`;
};

const unknown = (environment: Environment): ReadonlyArray<Problem> =>
  Object.keys(environment)
    .filter((name) => name.startsWith('RECOUNT_') && !isName(name) && !ofTheCommandLine.has(name))
    .map((name) => ({ name: name.replace(/\p{C}/gu, '?'), what: misspelt(name) }));

const ours = (environment: Environment): Environment =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => isName(name)));

const problemOf = ({ context, message, value }: t.ValidationError): Problem => {
  const name = context.find(({ key }) => isName(key))?.key ?? 'the environment';
  return { name, what: value === '' ? `${message}` : `is ${shown(name, value)}; ${message}` };
};

const malformed = (errors: t.Errors): ReadonlyArray<Problem> => errors.map(problemOf);

/** Reads all settings out of an environment, or says everything that is wrong with it. */
export const readSettings = (environment: Environment): E.Either<ReadonlyArray<Problem>, Settings> => {
  const read = Settings.decode(ours(environment));
  const problems = E.isLeft(read) ? malformed(read.left) : wrongTogether(read.right);
  const all = [...problems, ...unknown(environment)];
  return E.isRight(read) && all.length === 0 ? read : E.left(all);
};
