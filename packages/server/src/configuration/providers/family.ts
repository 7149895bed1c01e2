import { Issuer } from '../values/origin.js';
import { Given, Title } from '../values/words.js';

/** What there is to say of each further provider: `RECOUNT_OIDC_<NAME>_ISSUER` and so on. */
export const fields = { ISSUER: Issuer, CLIENT_ID: Given, CLIENT_SECRET: Given, TITLE: Title } as const;
export type Field = keyof typeof fields;

/** One variable of such a provider. */
export type Member = { readonly provider: string; readonly field: Field };

/** The name of a variable that says this of that provider. */
export const variableOf = ({ provider, field }: Member): string =>
  `RECOUNT_OIDC_${provider.toUpperCase().replaceAll('-', '_')}_${field}`;

const form = /^RECOUNT_OIDC_([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)_(ISSUER|CLIENT_ID|CLIENT_SECRET|TITLE)$/;

const isField = (word: string | undefined): word is Field =>
  word !== undefined && Object.hasOwn(fields, word);

/** Which provider a variable is about and what it says of it, if it is one of these. */
export const memberIn = (variable: string): Member | undefined => {
  const [, name, field] = form.exec(variable) ?? [];
  return name === undefined || !isField(field)
    ? undefined
    : { provider: name.toLowerCase().replaceAll('_', '-'), field };
};

/** Names that somebody may have meant who wrote a name that is none: wherever the provider's own may end in it. */
export const namesNear = (variable: string): ReadonlyArray<string> => {
  const words = variable.split('_').slice(2);
  return words.flatMap((_, at) =>
    at === 0
      ? []
      : Object.keys(fields).map((field) => `RECOUNT_OIDC_${words.slice(0, at).join('_')}_${field}`),
  );
};
