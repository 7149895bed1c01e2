import type { Position } from '@recount/api';
import type { Core } from '@recount/core';
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
import { type Answer, type Failure, fails } from './failure.js';

const ownPrefix = ({ logId }: Core): string =>
  logId
    .toLowerCase()
    .replaceAll(/[^0-9a-z]/g, '0')
    .padEnd(8, '0')
    .slice(0, 8);

/** A position as clients carry it: it names the log that it is a place in. */
export const positionText = (core: Core, position: number): Position =>
  `${ownPrefix(core)}-${position}` as Position;

/** The place that a position of this log means; another log's is refused. */
export const placeOf = (core: Core, position: Position): Either<Failure, number> =>
  position.startsWith(`${ownPrefix(core)}-`)
    ? right(Number(position.slice(9)))
    : fails('PositionOfAnotherLog');

/** The place that a position means, if the log has come that far. */
export const knownPlace = async (core: Core, position: Position): Answer<number> => {
  const place = placeOf(core, position);
  if (isLeft(place)) return place;
  const health = await core.health()();
  if (isLeft(health)) return health;
  return place.right > health.right.head ? fails('PositionUnknown') : place;
};
