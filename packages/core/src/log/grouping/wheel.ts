import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js';
import { map } from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import { isLeft } from 'fp-ts/lib/Either.js';
import type { BatchLog, Load } from '../../ports/index.js';
import type { GroupLimits, Pace } from '../limits.js';
import { type Queued, queue } from './queue.js';
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

const tally = () => {
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

/** One batch after another, as long as anyone waits. */
export const turning = (log: BatchLog, limits: GroupLimits, pace: Pace): Wheel => {
  const waiting = queue<Asked>(limits);
  const { count, sent, shed, told } = tally();
  let idle = true;
  const turn = async (): Promise<void> => {
    const batch = waiting.next();
    idle = !isNonEmpty(batch);
    if (!isNonEmpty(batch)) return;
    sent(batch.length);
    const answer = await submit(log, map((asked: Asked) => asked.commit)(batch));
    batch.forEach(({ settle }, at) => {
      const own = answer(at);
      told(own);
      settle(own);
    });
    pace.soon(() => void turn());
  };
  const join = (asked: Asked): boolean => {
    const joined = waiting.join(asked);
    if (!joined) shed();
    else if (idle) pace.soon(() => void turn());
    if (joined) idle = false;
    return joined;
  };
  const load: Wheel['load'] = () => {
    const { commits, bytes } = waiting.size();
    return { ...count, waiting: commits, waitingBytes: bytes };
  };
  return { join, leave: waiting.leave, load };
};
