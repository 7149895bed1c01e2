import { left } from 'fp-ts/lib/Either.js';
import {
  type BatchLog,
  type Commit,
  type EventStore,
  type Load,
  unavailable,
  unknownOutcome,
} from '../../ports/index.js';
import { inTime } from '../in-time.js';
import { flawOf } from './flaw.js';
import { eventLoopPace, type GroupLimits, groupLimits, type Pace } from '../limits.js';
import type { Answer } from './submit.js';
import { type Asked, turning, type Wheel } from './wheel.js';

const bytesOf = ({ writes }: Commit): number =>
  writes.reduce(
    (sum, { bodies }) => bodies.reduce((more, { text }) => more + Buffer.byteLength(text), sum),
    0,
  );

type Ask = (commit: Commit) => Promise<Answer>;
type Asking = { readonly ask: Ask; readonly load: () => Load };

/** Each append has its deadline: out of the queue it did not happen, out of a batch in flight it may have. */
const asking = (wheel: Wheel, limits: GroupLimits, pace: Pace): Asking => {
  let tooLate = 0;
  const late = (asked: Asked): void => {
    tooLate += 1;
    const waited = wheel.leave(asked);
    asked.settle(
      left(waited ? unavailable('waited too long') : unknownOutcome('the store did not answer in time')),
    );
  };
  const ask: Ask = (commit) =>
    new Promise((resolve) => {
      const callOff = pace.after(limits.deadline, () => late(asked));
      const settle = (answer: Answer): void => {
        callOff();
        resolve(answer);
      };
      const asked: Asked = { commit, bytes: bytesOf(commit), settle };
      if (!wheel.join(asked)) settle(left(unavailable('too much is waiting')));
    });
  return { ask, load: () => ({ ...wheel.load(), late: tooLate }) };
};

/** Refuses what no log may take and what comes after closing; closing waits for every answer owed. */
const guarded = (
  ask: Ask,
  end: () => Promise<void>,
): { readonly ask: Ask; readonly close: () => Promise<void> } => {
  const owed = new Set<Promise<Answer>>();
  let closed: Promise<void> | undefined;
  return {
    ask: (commit) => {
      const flaw = closed === undefined ? flawOf(commit) : 'the log is closed';
      if (flaw !== undefined) return Promise.resolve(left(unavailable(flaw)));
      const answer = ask(commit);
      owed.add(answer);
      return answer.finally(() => owed.delete(answer));
    },
    close: () => (closed ??= Promise.all(owed).then(end)),
  };
};

/**
 * The log, with appends that arrive while one batch is in flight going together in the next. The first goes with those
 * of its turn of the event loop. An append that waits too long was not applied; one that is in flight for too long, or
 * whose batch fails unexpectedly, is an unknown outcome. A commit without an event, or naming a stream twice, is a
 * programming defect: it never reaches the log and is answered as unavailable, not applied. Closing refuses what comes,
 * answers what was asked for, and closes the log; a log that never answers is not waited for.
 */
export const groupCommit = (
  log: BatchLog,
  limits: Partial<GroupLimits> = {},
  pace: Pace = eventLoopPace,
): EventStore => {
  const bounds = { ...groupLimits, ...limits };
  const { ask, load } = asking(turning(log, bounds, pace), bounds, pace);
  const group = guarded(ask, () => inTime(pace, bounds.deadline)(log.close(), undefined));
  return {
    durability: log.durability,
    exclusive: log.exclusive,
    load,
    append: (commit) => () => group.ask(commit),
    commit: (id) => log.commit(id),
    readStreams: (which) => log.readStreams(which),
    readSubject: (id, after, limit) => log.readSubject(id, after, limit),
    readAll: (after, limit) => log.readAll(after, limit),
    positionAt: (recordedAt) => log.positionAt(recordedAt),
    wake: (signal) => log.wake(signal),
    close: group.close,
  };
};
