import type { Connection, SamlProvider } from '@recount/core/ports';
import { ConnectionId } from '@recount/domain/vocabulary';
import type { Request } from 'express';
import { isLeft, right } from 'fp-ts/lib/Either.js';
import { isNone } from 'fp-ts/lib/Option.js';
import { type Answer, fails } from '../../answer/failure.js';
import type { House } from '../../house.js';

/** A connection that speaks SAML, and its provider. */
export type SamlConnection = {
  readonly connection: Connection;
  readonly provider: SamlProvider;
  /** Whether a sign-in may begin at the provider. */
  readonly providerStarted: boolean;
};

/** The active connection of an id. */
export const connectionOf = async (id: unknown, { connections }: House): Answer<Connection> => {
  if (!ConnectionId.is(id)) return fails('ConnectionUnknown');
  const found = await connections.find(id)();
  if (isLeft(found)) return found;
  return isNone(found.right) ? fails('ConnectionUnknown') : right(found.right.value);
};

/** The active connection in a request's path. */
export const connectionIn = (request: Request, house: House): Answer<Connection> =>
  connectionOf(request.params['connection'], house);

/** The active connection in a request's path, if it speaks SAML. */
export const samlConnectionIn = async (request: Request, house: House): Answer<SamlConnection> => {
  const found = await connectionIn(request, house);
  if (isLeft(found)) return found;
  const { protocol } = found.right;
  return protocol.type === 'saml'
    ? right({
        connection: found.right,
        provider: protocol.provider,
        providerStarted: protocol.providerStarted,
      })
    : fails('ConnectionUnknown');
};
