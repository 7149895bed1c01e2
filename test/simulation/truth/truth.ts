import type { StoredEvent } from '@recount/core/ports';
import type { RawEvent } from '../../core/rig/raw-log.js';
import { whatIsWrong } from '../../core/rig/true-of-log.js';
import type { Sim } from '../people/sim.js';
import { acting } from './acting.js';
import {
  acknowledgedIsThere,
  attemptsCountOnce,
  notDoneIsNotThere,
  repeatsAgree,
  secretsStaySecret,
} from './answers.js';
import { allowed, letIn } from './credentials.js';
import { tellingOf } from './states.js';
import { rebuiltIsTheSame, recountedIsTrue, shownIsFolded } from './views.js';

const readInOrder = (
  log: ReadonlyArray<RawEvent>,
  read: ReadonlyArray<StoredEvent>,
): ReadonlyArray<string> =>
  read.length === log.length &&
  read.every(({ position, text }, at) => position === log[at]!.position && text === log[at]!.text)
    ? []
    : ['a reader outside did not read the log in its order'];

/** What must be true after every run and is not, each by the name of what was promised. */
export const untrueAfter = async (
  sim: Sim,
  log: ReadonlyArray<RawEvent>,
  read: ReadonlyArray<StoredEvent>,
): Promise<ReadonlyArray<string>> => {
  const told = tellingOf(log);
  const found: Readonly<Record<string, ReadonlyArray<string>>> = {
    'the log holds together': whatIsWrong(log),
    'acknowledged commits are in the log once, at the position told': acknowledgedIsThere(sim, told),
    'log order = reader order': readInOrder(log, read),
    'state by replay = live state': await rebuiltIsTheSame(sim),
    'what is shown is what the log folds to': shownIsFolded(sim, told),
    'a history tells all': recountedIsTrue(sim, told),
    'no session or key acts outside its account': acting(told),
    'who is over gets in nowhere': letIn(sim, told),
    'rights are those of the log': allowed(sim, told),
    'repeats give the same answer': repeatsAgree(sim),
    'what was not done is not there': notDoneIsNotThere(sim, told),
    'a sign-in works once': attemptsCountOnce(sim),
    'secrets are told once': secretsStaySecret(sim, told),
  };
  return Object.entries(found).flatMap(([promise, wrongs]) =>
    wrongs.slice(0, 3).map((wrong) => `${promise}: ${wrong}`),
  );
};
