import { eachView } from '@recount/projections';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import type { Pace } from '../log/index.js';
import { type LogReader, type Unavailable, type Unreadable, unavailable } from '../ports/index.js';
import { follow, type Tail } from '../reading/following/index.js';
import { folding, type Runner, runner, telling } from '../reading/running/index.js';
import type { CoreOptions, Opened } from './opening/opening.js';

/** This node's place in the log, and the views that follow it. */
export type Following = { readonly tail: Tail; readonly runner: Runner };

type Going = Pick<Opened, 'clock' | 'pace' | 'ids' | 'atHand'>;

/** How often to look how far another has brought the views, in milliseconds, and how often in vain. */
const lookEvery = 250;
const looksInVain = 120;

// Where another leads, its work is waited for; where it does not go on, nothing is gained by waiting for ever.
const shownUpTo = async (
  runner: Runner,
  tail: Tail,
  pace: Pace,
): Promise<Either<Unavailable | Unreadable, void>> => {
  for (let shown = -1, inVain = 0; inVain < looksInVain; ) {
    const caught = await runner.catchUp();
    if (isLeft(caught) || runner.shown() >= tail.cursor()) return caught;
    inVain = runner.shown() > shown ? 0 : inVain + 1;
    shown = runner.shown();
    await new Promise<void>((resolve) => pace.after(lookEvery, resolve));
    runner.renew();
  }
  return left(unavailable('another leads the views, and they do not go on'));
};

const following = async (
  log: LogReader,
  runner: Runner,
  { clock, pace, atHand }: Going,
): Promise<Either<Unavailable | Unreadable, Following>> => {
  const caught = await runner.catchUp();
  if (isLeft(caught)) return caught;
  const places = runner.standings().map(({ checkpoint }) => checkpoint);
  const tail = follow(log, Math.max(0, ...places), { clock, atHand: atHand.events });
  const advanced = await tail.advance();
  if (isLeft(advanced)) return advanced;
  runner.follow(tail);
  const shown = await shownUpTo(runner, tail, pace);
  return isLeft(shown) ? shown : right({ tail, runner });
};

/** Brings the views to the log's head, or waits for whoever leads them to, and follows the log from there. */
export const catchUpViews = async (
  { log, views, onRebuild = () => undefined }: CoreOptions,
  going: Going,
): Promise<Either<Unavailable | Unreadable, Following>> => {
  const tell = telling(onRebuild, going.clock);
  const running = runner(eachView(folding), { log, views, pace: going.pace, by: going.ids.commit(), tell });
  const ready = await following(log, running, going);
  if (isLeft(ready)) await running.stop();
  return ready;
};
