import { eachView } from '@recount/projections';
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
import type { Unavailable, Unreadable } from '../ports/index.js';
import { folding, follow, type Runner, runner, type Tail } from '../reading/following/index.js';
import type { CoreOptions, Opened } from './opening/opening.js';

/** This node's place in the log, and the views that follow it. */
export type Following = { readonly tail: Tail; readonly runner: Runner };

/** How many of the latest events a node keeps at hand. */
const atHand = 20_000;

/** Brings the views to the log's head, and follows the log from there. */
export const catchUpViews = async (
  { log, views }: CoreOptions,
  { clock, pace }: Pick<Opened, 'clock' | 'pace'>,
): Promise<Either<Unavailable | Unreadable, Following>> => {
  const running = await runner(eachView(folding), { views, log, pace });
  if (isLeft(running)) return running;
  const caught = await running.right.catchUp();
  if (isLeft(caught)) return caught;
  const places = running.right.standings().map(({ checkpoint }) => checkpoint);
  const tail = follow(log, Math.max(0, ...places), { clock, atHand });
  const advanced = await tail.advance();
  return isLeft(advanced) ? advanced : right({ tail, runner: running.right });
};
