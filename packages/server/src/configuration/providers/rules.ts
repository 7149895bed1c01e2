import type { Problem } from '../problems/problem.js';
import type { Name, Settings } from '../variables.js';
import { type Field, variableOf } from './family.js';
import type { Told } from './told.js';

/** All that is said about providers. */
export type Said = { readonly settings: Settings; readonly told: ReadonlyArray<Told> };

type Rule = (said: Said) => ReadonlyArray<Problem>;

// Providers that are built in, and words that stand where a provider's name would in an address.
const reserved: ReadonlySet<string> = new Set([
  'github',
  'google',
  'sso',
  'saml',
  'oidc',
  'finish',
  'methods',
  'callback',
]);

const clientNeedsBoth =
  (id: Name, secret: Name): Rule =>
  ({ settings }) => {
    if ((settings[id] === undefined) === (settings[secret] === undefined)) return [];
    return settings[id] === undefined
      ? [{ name: id, what: 'is missing, while its secret is there' }]
      : [{ name: secret, what: 'is missing, while the client it belongs to is there' }];
  };

const addressNeedsAClient =
  (address: Name, id: Name, secret: Name): Rule =>
  ({ settings }) =>
    settings[address] !== undefined && settings[id] === undefined && settings[secret] === undefined
      ? [{ name: address, what: `is of no use without ${id}` }]
      : [];

const needed: ReadonlyArray<Field> = ['ISSUER', 'CLIENT_ID', 'CLIENT_SECRET'];

const furtherOnesAreWhole: Rule = ({ told }) =>
  told.flatMap(({ name, says }) =>
    needed
      .filter((field) => says[field] === undefined)
      .map((field) => ({
        name: variableOf({ provider: name, field }),
        what: `is missing, while others of ${name} are there`,
      })),
  );

const namesAreNotReserved: Rule = ({ told }) =>
  told
    .filter(({ name }) => reserved.has(name))
    .map(({ name }) => ({
      name: variableOf({ provider: name, field: 'ISSUER' }),
      what: `cannot be: no further provider may be called ${name}`,
    }));

const issuers = ({ settings, told }: Said): ReadonlyArray<readonly [string, string]> => {
  const google = settings.RECOUNT_GOOGLE_ISSUER ?? 'https://accounts.google.com';
  const github = settings.RECOUNT_GITHUB_URL ?? 'https://github.com';
  return [
    ...(settings.RECOUNT_GOOGLE_CLIENT_ID === undefined ? [] : [['RECOUNT_GOOGLE_ISSUER', google] as const]),
    ...(settings.RECOUNT_GITHUB_CLIENT_ID === undefined ? [] : [['RECOUNT_GITHUB_URL', github] as const]),
    ...told.flatMap(({ name, says }) =>
      says.ISSUER === undefined
        ? []
        : [[variableOf({ provider: name, field: 'ISSUER' }), says.ISSUER] as const],
    ),
  ];
};

// Logins hang on the issuer: of two providers with one issuer, each would speak for the other's people.
const eachHasItsIssuer: Rule = (said) => {
  const all = issuers(said);
  return all.flatMap(([name, issuer], at) => {
    const first = all.findIndex(([, other]) => other === issuer);
    const other = all[first]?.[0];
    return first === at || other === undefined
      ? []
      : [{ name, what: `is what ${other} is, too; each provider has its own` }];
  });
};

const rules: ReadonlyArray<Rule> = [
  clientNeedsBoth('RECOUNT_GITHUB_CLIENT_ID', 'RECOUNT_GITHUB_CLIENT_SECRET'),
  addressNeedsAClient('RECOUNT_GITHUB_URL', 'RECOUNT_GITHUB_CLIENT_ID', 'RECOUNT_GITHUB_CLIENT_SECRET'),
  addressNeedsAClient('RECOUNT_GITHUB_API_URL', 'RECOUNT_GITHUB_CLIENT_ID', 'RECOUNT_GITHUB_CLIENT_SECRET'),
  clientNeedsBoth('RECOUNT_GOOGLE_CLIENT_ID', 'RECOUNT_GOOGLE_CLIENT_SECRET'),
  addressNeedsAClient('RECOUNT_GOOGLE_ISSUER', 'RECOUNT_GOOGLE_CLIENT_ID', 'RECOUNT_GOOGLE_CLIENT_SECRET'),
  furtherOnesAreWhole,
  namesAreNotReserved,
  eachHasItsIssuer,
];

/** What is wrong among providers whose settings are each well-formed. */
export const wrongAmongProviders = (said: Said): ReadonlyArray<Problem> =>
  rules.flatMap((rule) => rule(said));
