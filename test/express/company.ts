import { inflateRawSync } from 'node:zlib';
import type { Connection, Connections } from '@recount/core/ports';
import { fromNullable } from 'fp-ts/lib/Option.js';
import { of } from 'fp-ts/lib/TaskEither.js';
import { connectionId } from '../domain/people.js';
import type { Answered, Ask } from './asking.js';
import { type CompanyProvider, companyProvider, type Said } from './company-provider.js';
import { cookieIn, running, type Running, type WantedService } from './running.js';

/** A company with single sign-on at a service: its connection, and its provider. */
export type Company = { readonly connection: Connection; readonly idp: CompanyProvider };

/** As far as a browser knows a company: by its connection. */
export type Known = Pick<Company, 'connection'>;

/** These connections, and no other. */
export const only = (connections: ReadonlyArray<Connection>): Connections => ({
  find: (id) => of(fromNullable(connections.find((one) => one.connectionId === id))),
  forDomain: (domain) => of(fromNullable(connections.find(({ domains }) => domains.includes(domain)))),
});

/** A company with this number, whose people have addresses in this domain. */
export const company = (
  n: number,
  domain: string,
  {
    providerStarted = false,
    idp = companyProvider(),
  }: { providerStarted?: boolean; idp?: CompanyProvider } = {},
): Company => ({
  idp,
  connection: {
    connectionId: connectionId(n),
    title: `Company ${n}`,
    domains: [domain],
    protocol: { type: 'saml', provider: idp.provider, providerStarted },
  },
});

/** A service at which these companies have single sign-on. */
export const runningFor = (
  companies: ReadonlyArray<Known>,
  { settings, ...wanted }: WantedService = {},
): Promise<Running> => {
  const connections = only(companies.map(({ connection }) => connection));
  return running({ ...wanted, settings: { ...settings, connections } });
};

/** A sign-in that a browser began: the cookie that it keeps, and what its provider was given. */
export type Begun = { readonly cookie: string; readonly relayState: string; readonly requestId: string };

const formOf = (fields: Readonly<Record<string, string>>) => ({
  method: 'POST',
  raw: new URLSearchParams(fields).toString(),
  headers: {
    'content-type': 'application/x-www-form-urlencoded',
    origin: 'https://idp.corp.test',
    'sec-fetch-site': 'cross-site',
  },
});

/** Posts a provider's form, as a browser does that comes from there: without our cookie. */
export const posting = (
  ask: Ask,
  path: string,
  fields: Readonly<Record<string, string>>,
): Promise<Answered> => ask(path, formOf(fields));

/** The address of a connection's assertion consumer service. */
export const acsOf = ({ connection: { connectionId: id } }: Known): string => `/sign-in/saml/${id}/acs`;

/** What a browser keeps of an answer. */
export const attemptIn = ({ headers }: Answered): string =>
  `recount-attempt=${cookieIn(headers, 'recount-attempt') ?? ''}`;

const requestIdIn = (message: string): string =>
  / ID="([^"]+)"/.exec(inflateRawSync(Buffer.from(message, 'base64')).toString())?.[1] ?? '';

/** Begins a sign-in at a company's connection. */
export const beginAt = async (ask: Ask, { connection }: Known, query = ''): Promise<Begun> => {
  const started = await ask(`/sign-in/sso/${connection.connectionId}${query}`, {
    headers: { 'sec-fetch-site': 'same-origin' },
  });
  const there = new URL(started.headers.get('location') ?? 'http://nowhere').searchParams;
  const relayState = there.get('RelayState') ?? '';
  const requestId = requestIdIn(there.get('SAMLRequest') ?? '');
  return { cookie: attemptIn(started), relayState, requestId };
};

/** Brings an answer of a company's provider, as its people's browsers do. */
export const bring = (
  ask: Ask,
  from: Company,
  { relayState, ...said }: Said & { readonly relayState?: string },
) =>
  posting(ask, acsOf(from), {
    SAMLResponse: from.idp.answer(said),
    ...(relayState === undefined ? {} : { RelayState: relayState }),
  });

/** Follows an answer's redirect, with this browser's cookies, as the end of a chain that another site began. */
export const follow = (
  ask: Ask,
  { headers }: Answered,
  { cookie, from = 'cross-site' }: { readonly cookie: string; readonly from?: string },
): Promise<Answered> =>
  ask(headers.get('location') ?? '/nowhere', { headers: { cookie, 'sec-fetch-site': from } });

/** The session that an answer gives, if it gives one. */
export const tokenIn = ({ headers }: Answered): string | undefined => cookieIn(headers, 'recount');

/** Signs somebody in through a company's connection, as far as they come. */
export const signInAt = async (ask: Ask, at: Company, said: Said): Promise<Answered> => {
  const { cookie, relayState, requestId } = await beginAt(ask, at);
  const brought = await bring(ask, at, { inResponseTo: requestId, ...said, relayState });
  return brought.status === 303 ? follow(ask, brought, { cookie }) : brought;
};
