import type { Connection } from '@recount/core/ports';
import { connectionId } from '../domain/people.js';
import type { Answered, Ask } from './asking.js';
import { cookieIn, running, type Running, type WantedService } from './running.js';
import { only, type Said, type StandIn, standIn } from './stand-in-saml.js';

/** A company with single sign-on at a service: its connection, and its provider. */
export type Company = { readonly connection: Connection; readonly idp: StandIn };

/** A company with this number, whose people have addresses in this domain. */
export const company = (
  n: number,
  domain: string,
  { providerStarted = false, idp = standIn() }: { providerStarted?: boolean; idp?: StandIn } = {},
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
  companies: ReadonlyArray<Company>,
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
export const acsOf = ({ connection: { connectionId: id } }: Company): string => `/sign-in/saml/${id}/acs`;

/** What a browser keeps of an answer. */
export const attemptIn = ({ headers }: Answered): string =>
  `recount-attempt=${cookieIn(headers, 'recount-attempt') ?? ''}`;

/** Begins a sign-in at a company's connection. */
export const beginAt = async (ask: Ask, { connection }: Company, query = ''): Promise<Begun> => {
  const started = await ask(`/sign-in/sso/${connection.connectionId}${query}`, {
    headers: { 'sec-fetch-site': 'same-origin' },
  });
  const there = new URL(started.headers.get('location') ?? 'http://nowhere').searchParams;
  const [relayState, requestId] = [there.get('RelayState') ?? '', there.get('id') ?? ''];
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

/** Signs somebody in through a company's connection, all the way. */
export const signInAt = async (ask: Ask, at: Company, said: Said): Promise<Answered> => {
  const { cookie, relayState, requestId } = await beginAt(ask, at);
  const brought = await bring(ask, at, { inResponseTo: requestId, ...said, relayState });
  return follow(ask, brought, { cookie });
};
