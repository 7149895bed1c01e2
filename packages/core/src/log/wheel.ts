import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js';
import { map } from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import type { BatchLog } from '../ports/index.js';
import type { GroupLimits, Pace } from './limits.js';
import { type Queued, queue } from './queue.js';
import { type Answer, submit } from './submit.js';

/** A commit that was asked for, and whom to tell. */
export type Asked = Queued & { readonly settle: (answer: Answer) => void };

/** What turns: whoever joins is settled by a batch, unless they leave while they still wait. */
export type Wheel = { readonly join: (asked: Asked) => boolean; readonly leave: (asked: Asked) => boolean };

/** One batch after another, as long as anyone waits. */
export const turning = (log: BatchLog, limits: GroupLimits, pace: Pace): Wheel => {
  const waiting = queue<Asked>(limits);
  let idle = true;
  const turn = async (): Promise<void> => {
    const batch = waiting.next();
    idle = !isNonEmpty(batch);
    if (!isNonEmpty(batch)) return;
    const answer = await submit(log, map((asked: Asked) => asked.commit)(batch));
    batch.forEach((asked, at) => asked.settle(answer(at)));
    pace.soon(() => void turn());
  };
  const join = (asked: Asked): boolean => {
    if (!waiting.join(asked)) return false;
    if (idle) pace.soon(() => void turn());
    idle = false;
    return true;
  };
  return { join, leave: waiting.leave };
};
