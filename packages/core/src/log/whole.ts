import { type Either, isLeft, isRight, left } from 'fp-ts/lib/Either.js';
import {
  type Commit,
  type EventStore,
  type Position,
  type Unavailable,
  unavailable,
  unknownOutcome,
} from '../ports/index.js';

/** A log that is watched for losing what was in it: then nothing is written to it, until it is whole again. */
export type WholeLog = EventStore & {
  /** Why nothing is written now. */
  readonly torn: () => Unavailable | undefined;
};

/** A place in the log, and the event that was seen there. */
type Place = { readonly position: Position; readonly text: string };

type Watch = {
  readonly torn: WholeLog['torn'];
  /** The furthest place that was seen. */
  readonly last: () => Place;
  readonly saw: (place: Place | undefined) => void;
  readonly tear: (why: string) => void;
  /** Holds an answer's head against what had been seen before it was asked for. */
  readonly compare: (head: Position, before: Place) => Promise<void>;
};

const another = ({ position }: Place): Unavailable =>
  unavailable(
    `the log is another one: at ${position} is not what was read there; this node has to start anew`,
  );

const watching = (log: EventStore): Watch => {
  let last: Place = { position: 0, text: '' };
  let torn: Unavailable | undefined;
  const tear = (why: string): void => {
    torn ??= unavailable(why);
  };
  // It may have come back as it was: then the furthest event is where it was, word for word.
  const mend = async (): Promise<void> => {
    const page = await log.readAll(last.position - 1, 1)();
    if (isRight(page)) torn = page.right.events[0]?.text === last.text ? undefined : another(last);
  };
  return {
    tear,
    torn: () => torn,
    last: () => last,
    saw: (place) => {
      if (torn === undefined && place !== undefined && place.position > last.position) last = place;
    },
    compare: async (head, before) => {
      if (head < before.position)
        tear(`the log ends before what was read of it: at ${head}, not ${before.position}`);
      else if (torn !== undefined && head >= last.position) await mend();
    },
  };
};

const lastOf = ({ writes }: Commit, position: Position): Place | undefined => {
  // Streams that were only read come last, and have no bodies.
  const text = writes.findLast(({ bodies }) => bodies.length > 0)?.bodies.at(-1)?.text;
  return text === undefined ? undefined : { position, text };
};

const appending =
  (log: EventStore, { torn, last, saw, tear }: Watch): EventStore['append'] =>
  (commit) =>
  async () => {
    const halted = torn();
    if (halted !== undefined) return left(halted);
    const before = last();
    const appended = await log.append(commit)();
    if (isLeft(appended) || appended.right.duplicate) return appended;
    const { first, last: end } = appended.right;
    if (first > before.position) {
      saw(lastOf(commit, end));
      return appended;
    }
    tear(`the log gave the position ${first} for a second time`);
    return left(unknownOutcome('the log has lost what was in it'));
  };

type Headed = { readonly head: Position };

/** Watches a log, by the positions that it gives and the heads that it tells of. */
export const whole = (log: EventStore): WholeLog => {
  const watch = watching(log);
  const compared =
    <A extends Headed>(task: () => Promise<Either<Unavailable, A>>) =>
    async (): Promise<Either<Unavailable, A>> => {
      const before = watch.last();
      const answer = await task();
      if (isRight(answer)) await watch.compare(answer.right.head, before);
      return answer;
    };
  return {
    ...log,
    torn: watch.torn,
    append: appending(log, watch),
    readStreams: (which) => async () => {
      const snapshot = await compared(log.readStreams(which))();
      const torn = watch.torn();
      return torn === undefined ? snapshot : left(torn);
    },
    readAll: (after, limit) => async () => {
      const page = await compared(log.readAll(after, limit))();
      if (isRight(page)) watch.saw(page.right.events.at(-1));
      return page;
    },
  };
};
