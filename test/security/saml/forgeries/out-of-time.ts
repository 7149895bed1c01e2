import { type Answer, answer } from '../answer.js';
import type { Forgery } from './forgery.js';

const second = 1_000;

const changesAt = (now: number): ReadonlyArray<readonly [string, Partial<Answer>, string]> => [
  ['the conditions ended 60 s ago', { conditionsEnd: now - 60 * second }, 'conditionsAreInTime'],
  ['the conditions ended 61 s ago', { conditionsEnd: now - 61 * second }, 'conditionsAreInTime'],
  ['the conditions begin in 61 s', { conditionsBegin: now + 61 * second }, 'conditionsAreInTime'],
  ['the confirmation alone ended 61 s ago', { confirmationEnds: now - 61 * second }, 'confirmationIsInTime'],
  ['the confirmation begins in 61 s', { confirmationBegins: now + 61 * second }, 'confirmationIsInTime'],
  ['the session at the provider ended 61 s ago', { sessionEnds: now - 61 * second }, 'personAuthenticated'],
];

/** Answers that are too late or too early, where it is that time. */
export const outOfTimeAt = (now: number): ReadonlyArray<Forgery> =>
  changesAt(now).map(([what, change, promise]) => [what, () => answer(change), promise]);
