import * as E from 'fp-ts/lib/Either.js';
import type { Environment } from '../variables.js';
import { misspelt, type Problem } from '../problems/problem.js';
import { type Field, fields, type Member, memberIn } from './family.js';

/** A further OpenID Connect provider as it is told, whole or not. */
export type Told = { readonly name: string; readonly says: Readonly<Partial<Record<Field, string>>> };

/** One thing that is said of a provider, or what is wrong with how it is said. */
type Read = { readonly member: Member } & ({ readonly value: string } | { readonly problem: Problem });

const read = (variable: string, text: string): ReadonlyArray<Read> => {
  const member = memberIn(variable);
  if (member === undefined) return [];
  const decoded = fields[member.field].decode(text);
  return E.isRight(decoded)
    ? [{ member, value: decoded.right }]
    : [{ member, problem: misspelt(variable, text, decoded.left[0]?.message) }];
};

/** Gathers what the environment says of further providers, by their names, and everything that is badly said. */
export const toldIn = (
  environment: Environment,
): { readonly told: ReadonlyArray<Told>; readonly problems: ReadonlyArray<Problem> } => {
  const all = Object.entries(environment).flatMap(([variable, text]) => read(variable, text ?? ''));
  const names = [...new Set(all.map(({ member }) => member.provider))];
  const says = (name: string) =>
    all.flatMap((one) =>
      one.member.provider === name && 'value' in one ? [[one.member.field, one.value] as const] : [],
    );
  return {
    told: names.map((name) => ({ name, says: Object.fromEntries(says(name)) })),
    problems: all.flatMap((one) => ('problem' in one ? [one.problem] : [])),
  };
};
