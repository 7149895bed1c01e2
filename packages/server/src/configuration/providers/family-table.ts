import type { About } from '../variables-table.js';
import type { Field } from './family.js';

/** How the variables of a further provider are called, for whoever has none yet. */
export const exampleOf = (field: string): string => `RECOUNT_OIDC_<NAME>_${field}`;

/** What each further provider is told by, in words; `<NAME>` is its own, in capitals. */
export const familyTable: Readonly<Record<Field, About>> = {
  ISSUER: {
    says: 'A further OpenID Connect provider, exactly as it spells itself; logins hang on it. ACME_CORP in the place of <NAME> makes /sign-in/acme-corp.',
    form: 'https://<host>[/path]',
    unless: 'there is no such provider',
  },
  CLIENT_ID: {
    says: 'The client that it knows this service as.',
    form: 'text',
    unless: 'there is no such provider',
  },
  CLIENT_SECRET: {
    says: "That client's secret.",
    form: 'text',
    unless: 'there is no such provider',
    secret: true,
  },
  TITLE: {
    says: 'What people read on its button, after Continue with.',
    form: 'text of at most 60 characters',
    unless: 'its name, with capitals',
  },
};
