import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
import type { Gate } from '../access/index.js';
import type { Pace } from '../log/index.js';
import type { Runner, Tail } from '../reading/following/index.js';
import {
  type EventStore,
  type Position,
  type Unavailable,
  type Unreadable,
  unavailable,
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
/** How long at most until the head is looked at again without a wake, in milliseconds. */
const pollEvery = 1_000;

type With = {
  readonly log: EventStore;
  readonly tail: Tail;
  readonly runner: Runner;
  readonly gate: Gate;
  readonly pace: Pace;
};

const catchUp = async (
  { tail, runner }: With,
  atLeast?: Position,
): Promise<Either<Unavailable | Unreadable, void>> => {
  const advanced = await tail.advance(atLeast);
  if (isLeft(advanced)) return advanced;
  for (let shown = -1; runner.shown() < tail.cursor() && shown < runner.shown(); ) {
    shown = runner.shown();
    const caught = await runner.catchUp(tail);
    if (isLeft(caught)) return caught;
  }
  return right(undefined);
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

/** Follows the log by its wake, with a poll behind it. */
export const keepUp = (using: With): KeepingUp => {
  let trouble: Trouble | undefined;
  const follow = async (atLeast?: Position): Promise<void> => {
    trouble = await orTrouble(catchUp(using, atLeast));
  };
  const ending = new AbortController();
  const endPolling = using.pace.every(pollEvery, () => void follow());
  const woken = (async () => {
    for await (const _ of using.log.wake(ending.signal)) {
      // Whoever of this node made the news knows of it first.
      await new Promise<void>((resolve) => using.pace.soon(resolve));
      await follow();
    }
  })();
  return {
    trouble: () => trouble,
    afterCommit: async (position) => {
      using.gate.oblige(position);
      void follow(position);
      return (await using.runner.reached(position, viewsWithin)) ? 'current' : 'behind';
    },
    stop: async () => {
      endPolling();
      ending.abort();
      await woken;
    },
  };
};
