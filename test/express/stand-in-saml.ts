import { createHmac, randomUUID } from 'node:crypto';
import type { Connection, Connections, SamlAssertion, SamlProvider } from '@recount/core/ports';
import type { ConnectionId } from '@recount/domain/vocabulary';
import { fromNullable } from 'fp-ts/lib/Option.js';
import { left, of, right } from 'fp-ts/lib/TaskEither.js';

/** What a stand-in asserts of somebody. */
export type Said = {
  readonly subject: string;
  readonly email?: string;
  readonly inResponseTo?: string | undefined;
  readonly assertionId?: string;
  readonly sessionEnds?: number;
};

/** A company's provider in a test: how it is spoken to, and how it answers and signs people out. */
export type StandIn = {
  readonly provider: SamlProvider;
  readonly answer: (said: Said) => string;
  readonly signOut: (subject: string, requestId?: string) => string;
};

const written = (key: string, value: unknown): string => {
  const text = JSON.stringify(value);
  const mark = createHmac('sha256', key).update(text).digest('hex');
  return Buffer.from(JSON.stringify({ text, mark })).toString('base64');
};

const readable = (text: string): { readonly text?: unknown; readonly mark?: unknown } => {
  try {
    return JSON.parse(Buffer.from(text, 'base64').toString('utf8')) ?? {};
  } catch {
    return {};
  }
};

const read = <A>(key: string, letter: string): A | undefined => {
  const { text, mark } = readable(letter);
  if (typeof text !== 'string' || mark !== createHmac('sha256', key).update(text).digest('hex'))
    return undefined;
  return JSON.parse(text) as A;
};

/**
 * A stand-in for a SAML provider, which speaks no SAML: it believes what was marked with its key, and says what is in it.
 * What a real answer has to hold is tested where it is judged; here it is about what becomes of a judged one.
 */
export const standIn = (key: string = randomUUID()): StandIn => {
  const notProven = left({
    type: 'SignInNotProven' as const,
    provider: 'stand-in',
    why: 'assertion' as const,
    detail: 'secret detail',
  });
  const loginOf = ({ subject, email }: Said): SamlAssertion['login'] => ({
    realm: { type: 'social' },
    provider: 'stand-in',
    issuer: 'https://idp.corp.test',
    subject,
    address: email === undefined ? undefined : { email, verified: true },
    name: undefined,
  });
  return {
    answer: (said) => written(key, { assertionId: `_${randomUUID()}`, ...said }),
    signOut: (subject, requestId = randomUUID()) => written(key, { subject, requestId }),
    provider: {
      metadata: () => '<EntityDescriptor/>',
      start: (relayState) => {
        const requestId = `_${randomUUID()}`;
        const query = new URLSearchParams({ RelayState: relayState, id: requestId });
        return right({ redirectTo: `https://idp.corp.test/sso?${query.toString()}`, requestId });
      },
      receive: (letter) => {
        const said = read<Said & { readonly assertionId: string }>(key, letter);
        if (said === undefined) return notProven;
        const { assertionId, inResponseTo, sessionEnds } = said;
        return right({ login: loginOf(said), assertionId, inResponseTo, sessionEnds });
      },
      logout: (request) => {
        const letter =
          request.binding === 'post'
            ? request.samlRequest
            : (new URLSearchParams(request.query).get('SAMLRequest') ?? '');
        const said = read<{ readonly subject: string; readonly requestId: string }>(key, letter);
        return said === undefined ? notProven : right({ ...said, redirectTo: 'https://idp.corp.test/slo' });
      },
    },
  };
};

/** These connections, and no other. */
export const only = (connections: ReadonlyArray<Connection>): Connections => ({
  find: (id: ConnectionId) => of(fromNullable(connections.find(({ connectionId }) => connectionId === id))),
  forDomain: (domain) => of(fromNullable(connections.find(({ domains }) => domains.includes(domain)))),
});
