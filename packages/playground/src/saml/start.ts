import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import {
  answering,
  closed,
  formIn,
  headersFor,
  isFromHere,
  listening,
  type Route,
  show,
} from '../door/server.js';
import { turnedAway } from '../door/turned-away.js';
import { choosingPage, errorPage, leavingPage } from '../pages.js';
import { corpPeople, type Person } from '../people.js';
import { type Answering, answerOf, refusalOf } from './answer.js';
import { freshKey } from './certificate.js';
import { metadataOf } from './metadata.js';
import { askedIn } from './request.js';

/** A service that the company's people sign in to, and the one address that they are sent back to. */
export type Service = { readonly entityId: string; readonly assertionConsumerService: string };

/** What the invented company needs to know: the services, and, if not the usual, port and people. */
export type InventedCorpOptions = {
  readonly services: ReadonlyArray<Service>;
  /** 0, the default, takes any free one. */
  readonly port?: number;
  readonly people?: ReadonlyArray<Person>;
};

/** The running provider of an invented company, and what a service has to know of it. */
export type InventedCorp = {
  readonly title: string;
  /** The domains that it owns. */
  readonly domains: ReadonlyArray<string>;
  readonly entityId: string;
  readonly entryPoint: string;
  readonly certificate: string;
  readonly metadata: string;
  readonly people: ReadonlyArray<Person>;
  readonly close: () => Promise<void>;
};

type Corp = Answering & Required<Omit<InventedCorpOptions, 'port'>> & { readonly origin: string };

const title = 'Example Corp';

const toldTo = (corp: Corp, query: URLSearchParams) => {
  const asked = askedIn(query);
  const service = corp.services.find(({ entityId }) => entityId === asked?.issuer);
  if (asked === undefined || service === undefined) return undefined;
  const { requestId, relayState } = asked;
  const where = service.assertionConsumerService;
  return (asked.answerTo ?? where) === where
    ? { requestId, relayState, answerTo: where, audience: service.entityId }
    : undefined;
};

type Told = NonNullable<ReturnType<typeof toldTo>>;

const pageFor = (corp: Corp, told: Told, person: Person | undefined): string => {
  const answer = person === undefined ? refusalOf(corp, told) : answerOf(corp, { ...told, person });
  const { relayState } = told;
  const state = relayState === undefined ? {} : { RelayState: relayState };
  const encoded = Buffer.from(answer, 'utf8').toString('base64');
  return leavingPage(told.answerTo, { SAMLResponse: encoded, ...state });
};

const choose = async (corp: Corp, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const told = toldTo(corp, new URL(request.url ?? '', corp.origin).searchParams);
  if (told === undefined)
    return show(response, 400, errorPage('No service that is known here asked for this.'));
  if (request.method !== 'POST') return show(response, 200, choosingPage(title, corp.people));
  if (!isFromHere(request, corp.origin))
    return show(response, 403, errorPage('This choice was not made here.'));
  const form = await formIn(request);
  const person = corp.people.find(({ subject }) => subject === form.get('person'));
  return person === undefined && !form.has('leave')
    ? show(response, 400, errorPage('There is nobody of that name here.'))
    : show(response, 200, pageFor(corp, told, person));
};

const routes =
  (corp: Corp, metadata: string): Route =>
  async (request, response) => {
    const away = turnedAway(request, new URL(corp.origin).host);
    response.setHeaders(
      headersFor(corp.services.map(({ assertionConsumerService }) => assertionConsumerService)),
    );
    if (away !== undefined) return show(response, away.status, errorPage(away.why));
    const { pathname } = new URL(request.url ?? '', corp.origin);
    if (pathname === '/sso') return choose(corp, request, response);
    if (pathname !== '/metadata') return show(response, 404, errorPage('There is nothing here.'));
    response.writeHead(200, { 'Content-Type': 'application/samlmetadata+xml; charset=utf-8' });
    response.end(metadata);
  };

/** Starts the SAML identity provider of an invented company, on this machine and for this machine only. */
export const startInventedCorp = async (options: InventedCorpOptions): Promise<InventedCorp> => {
  const { services, port = 0, people = corpPeople } = options;
  const server = createServer();
  const { origin } = await listening(server, port);
  const key = freshKey({ commonName: `${title} (invented)` });
  const entityId = `${origin}/metadata`;
  const entryPoint = `${origin}/sso`;
  const { certificate } = key;
  const metadata = metadataOf({ entityId, entryPoint, certificate });
  server.on('request', answering(routes({ entityId, key, services, people, origin }, metadata)));
  const domains = ['corp.test'];
  return { title, domains, entityId, entryPoint, certificate, metadata, people, close: () => closed(server) };
};
