import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js';
import { map } from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import { isLeft } from 'fp-ts/lib/Either.js';
import type { BatchLog, Load } from '../../ports/index.js';
import type { GroupLimits, Pace } from '../limits.js';
import { type Queue, type Queued, queue } from './queue.js';
import { type Answer, submit } from './submit.js';

/** A commit that was asked for, and whom to tell. */
export type Asked = Queued & { readonly settle: (answer: Answer) => void };

/** What turns: whoever joins is settled by a batch, unless they leave while they still wait. */
export type Wheel = {
  readonly join: (asked: Asked) => boolean;
  readonly leave: (asked: Asked) => boolean;
  readonly load: () => Omit<Load, 'late'>;
};

const isConflict = (answer: Answer): boolean => isLeft(answer) && answer.left.type === 'Conflict';

const newTally = () => {
  const count = { batches: 0, commits: 0, shed: 0, conflicts: 0 };
  return {
    count,
    sent: (commits: number): void => {
      count.batches += 1;
      count.commits += commits;
    },
    shed: (): void => {
      count.shed += 1;
    },
    told: (answer: Answer): void => {
      if (isConflict(answer)) count.conflicts += 1;
    },
  };
};

/** How many of those who wait the next batch takes: none while enough is under way, half where two batches are worth it. */
const shareOf = (waiting: number, underWay: number, beside: number): number => {
  if (underWay === 0) return waiting < 2 * beside ? waiting : Math.ceil(waiting / 2);
  return underWay === 1 && waiting >= beside ? waiting : 0;
};

const settleAll = (
  batch: ReadonlyArray<Asked>,
  answer: (at: number) => Answer,
  told: (own: Answer) => void,
) =>
  batch.forEach(({ settle }, at) => {
    const own = answer(at);
    told(own);
    settle(own);
  });

const sizeOf = (waiting: Queue<Asked>): Pick<Load, 'waiting' | 'waitingBytes'> => {
  const { commits, bytes } = waiting.size();
  return { waiting: commits, waitingBytes: bytes };
};

/** Puts off what is worth doing until those of the same turn have spoken, once for all of them. */
const putOff = (pace: Pace, isWorthIt: () => boolean, run: () => void): (() => void) => {
  let called = false;
  return () => {
    if (called || !isWorthIt()) return;
    called = true;
    pace.soon(() => {
      called = false;
      run();
    });
  };
};

/** One batch after another, or two by turns where the log overlaps them, as long as anyone waits. */
export const turning = (log: BatchLog, limits: GroupLimits, pace: Pace): Wheel => {
  const waiting = queue<Asked>(limits);
  const tally = newTally();
  const beside = log.overlapping ? limits.beside : Number.POSITIVE_INFINITY;
  let underWay = 0;
  const share = (): number => shareOf(waiting.size().commits, underWay, beside);
  const turn = async (): Promise<void> => {
    const batch = waiting.next(share());
    if (!isNonEmpty(batch)) return;
    underWay += 1;
    tally.sent(batch.length);
    callTurn();
    const answer = await submit(log, map((asked: Asked) => asked.commit)(batch));
    underWay -= 1;
    settleAll(batch, answer, tally.told);
    callTurn();
  };
  const callTurn = putOff(
    pace,
    () => share() > 0,
    () => void turn(),
  );
  const join = (asked: Asked): boolean => {
    const joined = waiting.join(asked);
    if (joined) callTurn();
    else tally.shed();
    return joined;
  };
  return { join, leave: waiting.leave, load: () => ({ ...tally.count, ...sizeOf(waiting) }) };
};
