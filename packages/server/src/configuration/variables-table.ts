import type { Name } from './variables.js';

/** What a person needs to know of a setting. `secret` ones are never shown again, nor is the `password` in an address. */
export type About = {
  readonly says: string;
  readonly form: string;
  readonly unless: string;
  readonly secret?: true | 'password';
};

/** Every setting in words, for the help text, the list of what is wrong, and the reference page. */
export const table: Readonly<Record<Name, About>> = {
  RECOUNT_STORE: {
    says: 'Where the log and the views are kept. PostgreSQL can be shared by several nodes; it is waited for, 10 seconds at most.',
    form: 'sqlite:<path>, postgres://<user>:<password>@<host>[:port]/<database>[?sslmode=…] or memory:',
    unless: 'sqlite:./data/recount.db; in the playground sqlite:./data/playground.db',
    secret: 'password',
  },
  RECOUNT_VAULT: {
    says: "Where people's keys are kept, wrapped under RECOUNT_SECRET: back it up apart from the log.",
    form: 'sqlite:<path>, postgres://… or memory:, as the store is',
    unless: 'beside the store: in a file of its own, or in the same database',
    secret: 'password',
  },
  RECOUNT_SECRET: {
    says: 'The secret that the vault is wrapped under and that signs cookies; at least 32 characters.',
    form: 'text',
    unless:
      'made at the first start and kept in <path of the store>.secret, readable by its owner only; with PostgreSQL it has to be set',
    secret: true,
  },
  RECOUNT_SECRET_PREVIOUS: {
    says: 'The secret before this one, for the one start after RECOUNT_SECRET was changed.',
    form: 'text',
    unless: 'none',
    secret: true,
  },
  RECOUNT_ORIGIN: {
    says: 'Where browsers find the service; links, cookies and providers are told this and nothing else.',
    form: 'https://<host>[:port]',
    unless: 'http://localhost:<port>',
  },
  RECOUNT_PORT: {
    says: 'The port that the service listens on; 0 takes any free one.',
    form: '0 to 65535',
    unless: '3000',
  },
  RECOUNT_BIND: {
    says: 'The address of this machine that the service listens on; the playground takes loopback only.',
    form: 'IP address',
    unless: '127.0.0.1',
  },
  RECOUNT_TRUSTED_PROXIES: {
    says: 'The proxies whose word is taken for where a request came from.',
    form: 'IP addresses or networks, with commas between them',
    unless: 'none',
  },
  RECOUNT_GITHUB_CLIENT_ID: {
    says: 'The OAuth app that GitHub knows this service as; without any provider the playground starts.',
    form: 'text',
    unless: 'none',
  },
  RECOUNT_GITHUB_CLIENT_SECRET: {
    says: "That app's secret.",
    form: 'text',
    unless: 'none',
    secret: true,
  },
  RECOUNT_GITHUB_URL: {
    says: 'A GitHub Enterprise to use in the place of GitHub; logins hang on it.',
    form: 'https://<host>',
    unless: 'https://github.com',
  },
  RECOUNT_GITHUB_API_URL: {
    says: "Where that GitHub's REST API is.",
    form: 'https://<host>[/path]',
    unless: '<RECOUNT_GITHUB_URL>/api/v3; of github.com and ghe.com https://api.<host>',
  },
  RECOUNT_GOOGLE_CLIENT_ID: {
    says: 'The client that Google knows this service as; without any provider the playground starts.',
    form: 'text',
    unless: 'none',
  },
  RECOUNT_GOOGLE_CLIENT_SECRET: {
    says: "That client's secret.",
    form: 'text',
    unless: 'none',
    secret: true,
  },
  RECOUNT_GOOGLE_ISSUER: {
    says: 'Another OpenID Connect provider to use in the place of Google; logins hang on its exact spelling.',
    form: 'https://<host>[/path]',
    unless: 'https://accounts.google.com',
  },
  RECOUNT_SSO_FILE: {
    says: "The file of companies' single sign-on: connections, their domains and their providers. It is read at the start.",
    form: 'path of a JSON file, which the reference describes',
    unless: 'no company has single sign-on',
  },
  RECOUNT_SESSION_IDLE: {
    says: 'How long a session lasts without being used; at least 5 minutes.',
    form: '<number>m, h or d',
    unless: '7d, or RECOUNT_SESSION_LIFETIME if that is less',
  },
  RECOUNT_SESSION_LIFETIME: {
    says: 'How long a session lasts, however much it is used; those that run keep what they began with.',
    form: '<number>m, h or d, at most 400d',
    unless: '30d',
  },
  RECOUNT_SMTP_URL: {
    says: 'The server that takes mail. With smtp:// to another machine the connection has to become encrypted (STARTTLS).',
    form: 'smtp://[<user>:<password>@]<host>[:port] or smtps://…',
    unless: 'no mail is sent; in the playground it can be read on a page',
    secret: 'password',
  },
  RECOUNT_MAIL_FROM: {
    says: 'The address that mail comes from; together with RECOUNT_SMTP_URL.',
    form: 'e-mail address',
    unless: 'none',
  },
  RECOUNT_LOG_LEVEL: {
    says: 'How much is written to standard error.',
    form: 'silent, error, warn, info or debug',
    unless: 'info; on a terminal warn',
  },
  RECOUNT_RATE_LIMITS: {
    says: 'Whether sign-in, invitations and guesses at keys are limited; off is for benchmarks.',
    form: 'on or off',
    unless: 'on',
  },
  RECOUNT_METRICS: {
    says: 'Whether /metrics answers whoever reaches the port. It names no account, person or key, but shows how much goes on: let the proxy in front keep it, /livez and /readyz inside.',
    form: 'on or off',
    unless: 'on',
  },
};
