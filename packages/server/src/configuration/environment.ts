import * as E from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';
import { nearest } from './problems/nearest.js';
import { misspelt, type Problem } from './problems/problem.js';
import { memberIn, namesNear } from './providers/family.js';
import { type Said, wrongAmongProviders } from './providers/rules.js';
import { toldIn } from './providers/told.js';
import { wrongTogether } from './together.js';
import { type Environment, isName, ofTheCommandLine, Settings } from './variables.js';

const strange = (name: string): string => {
  const meant = nearest(name.toUpperCase(), [
    ...Object.keys(Settings.props),
    ...namesNear(name.toUpperCase()),
  ]);
  return meant === undefined ? 'is no setting' : `is no setting; is ${meant} meant?`;
};

const isKnown = (name: string): boolean =>
  isName(name) || memberIn(name) !== undefined || ofTheCommandLine.has(name);

const unknown = (environment: Environment): ReadonlyArray<Problem> =>
  Object.keys(environment)
    .filter((name) => name.startsWith('RECOUNT_') && !isKnown(name))
    .map((name) => ({ name: name.replace(/\p{C}/gu, '?'), what: strange(name) }));

const ours = (environment: Environment): Environment =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => isName(name)));

const problemOf = ({ context, message, value }: t.ValidationError): Problem => {
  const name = context.find(({ key }) => isName(key))?.key ?? 'the environment';
  return misspelt(name, value, message);
};

const malformed = (errors: t.Errors): ReadonlyArray<Problem> => errors.map(problemOf);

/** Reads all settings out of an environment, or says everything that is wrong with it. */
export const readSettings = (environment: Environment): E.Either<ReadonlyArray<Problem>, Said> => {
  const read = Settings.decode(ours(environment));
  const { told, problems } = toldIn(environment);
  const settings = E.isRight(read) ? read.right : {};
  const badly = [...(E.isLeft(read) ? malformed(read.left) : []), ...problems];
  const together =
    badly.length > 0 ? [] : [...wrongAmongProviders({ settings, told }), ...wrongTogether(settings)];
  const all = [...badly, ...together, ...unknown(environment)];
  return all.length === 0 ? E.right({ settings, told }) : E.left(all);
};
