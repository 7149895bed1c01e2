import { pathToFileURL } from 'node:url';
import { code, type Page, pageOf, tableOf } from './markdown.js';
import { inside, textOf } from './root.js';

type About = {
  readonly says: string;
  readonly form: string;
  readonly unless: string;
  readonly secret?: true;
};

/** The module through which the server's configuration is read: nothing imports the server, its manifest names a door. */
export const doorOfConfiguration = (): string => {
  const manifest = JSON.parse(textOf('packages/server/package.json'));
  return inside('packages/server', manifest.exports['./configuration']);
};

type Table = Readonly<Record<string, About>>;

/** The server's table of settings, the ones of further providers with `<NAME>` in the place of a provider's own. */
export const settings = async (): Promise<Table> => {
  const { table, familyTable, exampleOf } = await import(pathToFileURL(doorOfConfiguration()).href);
  const family = Object.entries<About>(familyTable);
  return { ...table, ...Object.fromEntries(family.map(([field, about]) => [exampleOf(field), about])) };
};

const row = ([name, { says, form, unless, secret }]: readonly [string, About]): ReadonlyArray<string> => [
  code(name),
  secret === true ? `${says} Never shown again.` : says,
  form,
  unless,
];

/** The page of what the service is told by its environment. */
export const configurationPage = async (): Promise<Page> =>
  pageOf(
    'configuration',
    {
      title: 'Configuration',
      about: [
        'The service is configured by its environment, and runs without any. A name that begins with `RECOUNT_` and is not',
        'in this table stops the start, with the name that was probably meant.',
      ].join('\n'),
    },
    [
      tableOf(
        ['variable', 'what it is', 'form', 'when it is not set'],
        Object.entries(await settings()).map(row),
      ),
    ],
  );
