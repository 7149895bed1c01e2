import { eachView } from '@recount/projections';
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
import { folding, follow, type Runner, runner, type Tail } from '../following/index.js';
import type { Clock, Unavailable, Unreadable } from '../ports/index.js';
import type { CoreOptions } from './opening.js';

/** This node's place in the log, and the views that follow it. */
export type Following = { readonly tail: Tail; readonly runner: Runner };

/** How many of the latest events a node keeps at hand. */
const atHand = 20_000;

/** Brings the views to the log's head, and follows the log from there. */
export const catchUpViews = async (
  { log, views }: CoreOptions,
  { clock }: { readonly clock: Clock },
): Promise<Either<Unavailable | Unreadable, Following>> => {
  let tail: Tail | undefined;
  const running = await runner(eachView(folding), views, { log, tail: () => tail });
  if (isLeft(running)) return running;
  const caught = await running.right.catchUp();
  if (isLeft(caught)) return caught;
  tail = follow(log, running.right.shown(), { clock, atHand });
  const advanced = await tail.advance();
  return isLeft(advanced) ? advanced : right({ tail, runner: running.right });
};
