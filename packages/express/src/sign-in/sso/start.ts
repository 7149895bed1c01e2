import type { Request, Response } from 'express';
import { isLeft } from 'fp-ts/lib/Either.js';
import type { Answer } from '../../answer/failure.js';
import type { House } from '../../house.js';
import { finish } from '../finish.js';
import { sayWhyNot } from '../pages.js';
import { goalOf, newAttempt, notStarted, sendAway, start } from '../start.js';
import { type CodeWay, wayOfConnection } from '../way.js';
import { connectionIn, type SamlConnection, samlConnectionIn } from './connection.js';
import { park, requests } from './parked.js';

type Exchange = { readonly request: Request; readonly response: Response };

const startSaml = async (
  { request, response }: Exchange,
  house: House,
  { connection, provider }: SamlConnection,
): Promise<void> => {
  const way = wayOfConnection(connection);
  const goal = goalOf(request, response, way);
  if (goal === undefined) return undefined;
  const ticket = house.core.parking.ticket();
  const begun = await provider.start(ticket)();
  if (isLeft(begun)) return notStarted(response, house, { fault: begun.left, way });
  const { redirectTo, requestId } = begun.right;
  const attempt = newAttempt(house, goal);
  const value = { attempt: attempt.id, connectionId: connection.connectionId, requestId };
  const parked = await park(requests, house, { ticket, value });
  if (isLeft(parked)) return sayWhyNot(response, parked.left, [way]);
  return sendAway(response, house, { attempt, redirectTo });
};

// A connection that is not there is a page that says so, whatever was wanted of it.
const ofConnection =
  <C>(
    find: (request: Request, house: House) => Answer<C>,
    act: (exchange: Exchange, house: House, found: C) => Promise<void>,
  ) =>
  (house: House) =>
  async (request: Request, response: Response): Promise<void> => {
    const found = await find(request, house);
    return isLeft(found)
      ? sayWhyNot(response, found.left, [])
      : act({ request, response }, house, found.right);
  };

/** Sends a browser to a company's provider, if its person asked for it here. */
export const startSingleSignOn = ofConnection(connectionIn, (exchange, house, connection) => {
  const { protocol } = connection;
  if (protocol.type === 'saml') return startSaml(exchange, house, { ...protocol, connection });
  const way = { ...wayOfConnection(connection), provider: protocol.provider };
  return start(house, way)(exchange.request, exchange.response);
});

/** Takes a browser back from a company's OpenID Connect provider. */
export const callbackOfSingleSignOn = ofConnection(
  connectionIn,
  async ({ request, response }, house, connection) => {
    const { protocol } = connection;
    if (protocol.type === 'saml') return sayWhyNot(response, { type: 'ConnectionUnknown' }, []);
    const way: CodeWay = { ...wayOfConnection(connection), provider: protocol.provider, connection };
    return finish(house, way)(request, response);
  },
);

/** Shows the metadata of this service, for whoever sets up the other side. */
export const metadata = ofConnection(samlConnectionIn, async ({ response }, _, { provider }) => {
  response.type('application/samlmetadata+xml').end(provider.metadata());
});
