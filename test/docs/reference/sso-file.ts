import { pathToFileURL } from 'node:url';
import { doorOfConfiguration } from './configuration.js';
import { code, type Page, pageOf, section, tableOf } from './markdown.js';

type About = { readonly says: string; readonly form: string; readonly unless: string };
type Fields = Readonly<Record<string, About>>;
type Table = { readonly connection: Fields; readonly saml: Fields; readonly openIdConnect: Fields };

const example = `\`\`\`json
{
  "connections": [
    {
      "id": "con_01h455vb4pex5vsknk084sn02q",
      "title": "Example Corp",
      "domains": ["corp.example"],
      "saml": { "metadata": "corp-metadata.xml" }
    }
  ]
}
\`\`\``;

const rows = (fields: Fields) =>
  tableOf(
    ['field', 'what it is', 'form', 'when it is left out'],
    Object.entries(fields).map(([name, { says, form, unless }]) => [code(name), says, form, unless]),
  );

const table = async (): Promise<Table> =>
  (await import(pathToFileURL(doorOfConfiguration()).href)).ssoFileTable;

/** The page of the file of companies' single sign-on. */
export const ssoFilePage = async (): Promise<Page> => {
  const { connection, saml, openIdConnect } = await table();
  return pageOf(
    'sso-file',
    {
      title: 'The file of single sign-on',
      about: [
        "`RECOUNT_SSO_FILE` names a JSON file of companies' connections. It is read at the start; whatever is wrong with it",
        'stops the start, with each place and what has to be there. `recount-server check-provider <id>` tries a connection',
        'and tells the addresses to register at its provider.',
      ].join('\n'),
    },
    [
      example,
      section('A connection', rows(connection)),
      section('`saml`', rows(saml)),
      section('`openIdConnect`', rows(openIdConnect)),
      section(
        'What the provider has to know',
        tableOf(
          ['protocol', 'what', 'address'],
          [
            ['SAML', 'entity id, and our metadata', '`<origin>/sign-in/saml/<id>/metadata`'],
            ['SAML', 'assertion consumer service (HTTP-POST)', '`<origin>/sign-in/saml/<id>/acs`'],
            ['SAML', 'single logout (HTTP-Redirect or HTTP-POST)', '`<origin>/sign-in/saml/<id>/slo`'],
            ['OpenID Connect', 'redirect URI', '`<origin>/sign-in/sso/<id>/callback`'],
          ],
        ),
      ),
    ],
  );
};
