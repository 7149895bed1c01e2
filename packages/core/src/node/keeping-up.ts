import { type Either, isLeft } from 'fp-ts/lib/Either.js';
import type { Gate } from '../access/index.js';
import type { Pace } from '../log/index.js';
import type { Tail } from '../reading/following/index.js';
import type { Runner } from '../reading/running/index.js';
import {
  type EventStore,
  type Position,
  type Unavailable,
  type Unreadable,
  unavailable,
  type ViewStore,
} from '../ports/index.js';

/** Keeps this node at the log's head. */
export type KeepingUp = {
  /** After a position that somebody is told of: this node knows it, and the views show it if they can soon. */
  readonly afterCommit: (position: Position) => Promise<'current' | 'behind'>;
  /** Why this node cannot follow the log, as long as it cannot. */
  readonly trouble: () => Trouble | undefined;
  /** Follows the log until it is stopped. */
  readonly stop: () => Promise<void>;
};

/** What keeps a node from following the log. */
export type Trouble = Unavailable | Unreadable;

/** How long a write waits for the views, in milliseconds. */
const viewsWithin = 250;
/** How long at most until the head is looked at again without a wake, and the lead renewed, in milliseconds. */
const pollEvery = 1_000;

type With = {
  readonly log: EventStore;
  readonly views: ViewStore;
  readonly tail: Tail;
  readonly runner: Runner;
  readonly gate: Gate;
  readonly pace: Pace;
};

// The lead is renewed only by who hears of the log: who does not is of no use to the views.
const catchUp = async (
  { tail, runner }: With,
  atLeast?: Position,
): Promise<Either<Unavailable | Unreadable, void>> => {
  const advanced = await tail.advance(atLeast);
  return isLeft(advanced) ? advanced : runner.catchUp();
};

// A defect in a fold must not end the process: the node says that it is stuck, and lets nobody in before long.
const orTrouble = async (following: Promise<Either<Trouble, void>>): Promise<Trouble | undefined> => {
  try {
    const result = await following;
    return isLeft(result) ? result.left : undefined;
  } catch (defect) {
    return unavailable(String(defect));
  }
};

const onWakes = async (wakes: AsyncIterable<void>, run: () => Promise<unknown>): Promise<void> => {
  for await (const _ of wakes) await run();
};

type Following = { readonly stop: () => Promise<void> };

// By the log's wake, and for views that another leads by theirs, with a poll behind both.
const following = ({ log, views, runner, pace }: With, follow: () => Promise<void>): Following => {
  const ending = new AbortController();
  const endPolling = pace.every(pollEvery, () => {
    runner.renew();
    void follow();
  });
  const woken = onWakes(log.wake(ending.signal), async () => {
    // Whoever of this node made the news knows of it first.
    await new Promise<void>((resolve) => pace.soon(resolve));
    await follow();
  });
  const shown = onWakes(views.wake(ending.signal), () =>
    runner.leadsAll() ? Promise.resolve() : orTrouble(runner.catchUp()),
  );
  return {
    stop: async () => {
      endPolling();
      ending.abort();
      await Promise.all([woken, shown]);
      await runner.stop();
    },
  };
};

/** Follows the log, applies it to the views that this node leads, and follows those that it does not. */
export const keepUp = (using: With): KeepingUp => {
  const { runner, gate } = using;
  let trouble: Trouble | undefined;
  const follow = async (atLeast?: Position): Promise<void> => {
    trouble = await orTrouble(catchUp(using, atLeast));
  };
  const { stop } = following(using, follow);
  return {
    trouble: () => trouble,
    afterCommit: async (position) => {
      gate.oblige(position);
      void follow(position);
      const there = await runner.reached(position, viewsWithin);
      return there && using.runner.shows(position) ? 'current' : 'behind';
    },
    stop,
  };
};
