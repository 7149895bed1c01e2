import { Position } from '@recount/api';
import type { Core } from '@recount/core';
import { isLeft, isRight, right } from 'fp-ts/lib/Either.js';
import { type Answer, misfit } from '../answer/failure.js';
import { knownPlace, placeOf } from '../answer/position.js';

const patience = 2_000;

/** Waits until the views show what the asker has seen or made before. */
export const atLeast = async (core: Core, stated: string | undefined): Answer<true> => {
  if (stated === undefined) return right(true);
  if (!Position.is(stated))
    return misfit('/headers/Recount-At-Least', 'a position as Recount-Position gave it');
  const place = placeOf(core, stated);
  if (isLeft(place)) return place;
  if (isRight(await core.reached(place.right, 0)())) return right(true);
  const known = await knownPlace(core, stated);
  if (isLeft(known)) return known;
  const reached = await core.reached(place.right, patience)();
  return isLeft(reached) ? reached : right(true);
};
