import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { Cursor } from '@recount/api';
import type { Who } from '@recount/core';
import { closed } from '@recount/domain/vocabulary';
import { type Either, right } from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { type Failure, fails } from '../failure.js';

/** After which row a page goes on. */
export const AfterRow = closed('AfterRow', { sort: t.string, id: t.string });
export type AfterRow = t.TypeOf<typeof AfterRow>;

/** After which position a page goes on. */
export const AfterPosition = closed('AfterPosition', { position: t.number });
export type AfterPosition = t.TypeOf<typeof AfterPosition>;

/** Whom a cursor works for and in which list, filter included. */
export type CursorScope = { readonly who: Who; readonly list: string; readonly secret: string };

const sealBytes = 16;

const sealOf = (payload: string, { who, list, secret }: CursorScope): Buffer => {
  const actor = who.type === 'key' ? who.actor.keyId : who.actor.identityId;
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'cursor', 32));
  return createHmac('sha256', key)
    .update(JSON.stringify([actor, list, payload]))
    .digest()
    .subarray(0, sealBytes);
};

/** Makes a cursor of a place; it tells its holder nothing, and is of no use to others or in other lists. */
export const cursorOf = (place: AfterRow | AfterPosition, scope: CursorScope): Cursor => {
  const payload = JSON.stringify(place);
  return Buffer.concat([sealOf(payload, scope), Buffer.from(payload)]).toString('base64url') as Cursor;
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The place that a cursor means, if it was made for this actor and list. */
export const placeOfCursor = <P>(
  cursor: Cursor,
  codec: t.Type<P>,
  scope: CursorScope,
): Either<Failure, P> => {
  const bytes = Buffer.from(cursor, 'base64url');
  const payload = bytes.subarray(sealBytes).toString();
  const seal = bytes.subarray(0, sealBytes);
  const whole = bytes.length > sealBytes && bytes.toString('base64url') === cursor;
  if (!whole || !timingSafeEqual(seal, sealOf(payload, scope))) return fails('CursorRefused');
  const place = parsed(payload);
  return codec.is(place) ? right(place) : fails('CursorRefused');
};
