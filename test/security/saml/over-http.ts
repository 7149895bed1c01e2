import type { SamlProvider } from '@recount/core/ports';
import { map } from 'fp-ts/lib/TaskEither.js';
import { connectionId } from '../../domain/people.js';
import type { Answered } from '../../express/asking.js';
import {
  acsOf,
  beginAt,
  type Begun,
  follow,
  type Known,
  posting,
  runningFor,
  tokenIn,
} from '../../express/company.js';
import type { Running } from '../../express/running.js';
import { connection } from './connection.js';

// A request under way, by the name that every answer of the tables says it answers.
const asking = (provider: SamlProvider): SamlProvider => ({
  ...provider,
  start: (relayState) =>
    map(({ redirectTo }: { readonly redirectTo: string }) => ({ redirectTo, requestId: '_request' }))(
      provider.start(relayState),
    ),
});

const known = (n: number, title: string, provider: SamlProvider): Known => ({
  connection: {
    connectionId: connectionId(n),
    title,
    domains: ['corp.test'],
    protocol: { type: 'saml', provider: asking(provider), providerStarted: false },
  },
});

/** A company whose provider signs the answer and the assertion. */
export const strict = known(1, 'Strict', connection());

/** A company whose provider signs the assertion alone. */
export const assertionsOnly = known(2, 'Assertions', connection({ signed: 'assertion' }));

/** What became of an answer that a browser brought, with a request of its own under way. */
export type Came = { readonly brought: Answered; readonly token: string | undefined; readonly head: number };

/** A running service with both companies, and how answers are brought to it. */
export type Front = {
  readonly house: Running;
  readonly begin: (at: Known) => Promise<Begun>;
  /** Brings what was posted, in base64, and goes on as far as it leads. */
  readonly bring: (samlResponse: string, at?: Known) => Promise<Came>;
  /** How many events there are. */
  readonly head: () => Promise<number>;
};

/** Starts a service with both companies. */
export const startFront = async (): Promise<Front> => {
  const house = await runningFor([strict, assertionsOnly]);
  const head = async (): Promise<number> => (await house.ask('/readyz')).body.head;
  const begin = (at: Known): Promise<Begun> => beginAt(house.ask, at);
  return {
    house,
    begin,
    head,
    bring: async (samlResponse, at = strict) => {
      const { cookie, relayState } = await begin(at);
      const fields = { SAMLResponse: samlResponse, RelayState: relayState };
      const brought = await posting(house.ask, acsOf(at), fields);
      const done = brought.status === 303 ? await follow(house.ask, brought, { cookie }) : undefined;
      return { brought, token: done === undefined ? undefined : tokenIn(done), head: await head() };
    },
  };
};
