import { folds, type Recorded, type Stream } from '@recount/domain/facts';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import {
  type LogReader,
  type Position,
  type StreamSlice,
  type Unavailable,
  type Unreadable,
  unavailable,
} from '../../../ports/index.js';
import { readAllStored } from '../../recording/index.js';
import { folded, type Kept, keepStates, type Loaded, next } from './kept-states.js';

/**
 * The states of several streams, and the log's head then. `sure` says that they are as of one moment of the log, and
 * not merely what this node would bet on.
 */
export type LoadedStreams = {
  readonly head: Position;
  readonly states: ReadonlyMap<string, Loaded>;
  readonly sure: boolean;
};

/** Whether states will do that a commit will prove, or only such as were so at one moment. */
export type Certainty = 'likely' | 'sure';

/** The states that decisions are made on: kept, and brought up to date by what happened since. */
export type StateCache = {
  /** What is kept of a stream, however old; its beginning where nothing is. */
  readonly peek: (stream: Stream) => Loaded;
  /** Streams as they are kept, the others read; or, to be sure, all read in one go if anybody else can have written them. */
  readonly load: (
    streams: ReadonlyArray<Stream>,
    certainty: Certainty,
  ) => Promise<Either<Unavailable | Unreadable, LoadedStreams>>;
  /** Notes an id that was made just now: what is named after it begins with whoever was given it. */
  readonly mint: (id: string) => void;
  /** Folds commits of this node or others onto what is kept; what is known already changes nothing. */
  readonly learn: (events: ReadonlyArray<Recorded>) => void;
  /** Takes nothing of these streams for granted: a race was lost, or an outcome is not known. */
  readonly doubt: (streams: Iterable<string>) => void;
};

type Reading = { readonly log: LogReader; readonly kept: Kept; readonly peek: StateCache['peek'] };
type Read = { readonly head: Position; readonly states: Map<string, Loaded> };

// A revision does not go back: what is kept of the stream is of another log, or of one that has lost its end.
const lacking = ({ name }: Stream): Unavailable => unavailable(`the log lacks what was read of ${name}`);

const upTo = (
  slice: StreamSlice | undefined,
  stream: Stream,
  known: Loaded,
): Either<Unavailable | Unreadable, Loaded> => {
  const events = readAllStored(slice?.events ?? []);
  if (isLeft(events)) return events;
  const loaded = folded(stream.kind, known, events.right);
  return loaded.revision === slice?.revision ? right(loaded) : left(lacking(stream));
};

const read = async (
  streams: ReadonlyArray<Stream>,
  { log, kept, peek }: Reading,
): Promise<Either<Unavailable | Unreadable, Read>> => {
  const since = kept.turn();
  const known = streams.map((stream) => ({ stream, was: peek(stream) }));
  const which = known.map(({ stream, was }) => ({ stream: stream.name, from: next(was.revision) }));
  const snapshot = await log.readStreams(which)();
  if (isLeft(snapshot)) return snapshot;
  const states = new Map<string, Loaded>();
  for (const [i, { stream, was }] of known.entries()) {
    const loaded = upTo(snapshot.right.streams[i], stream, was);
    if (isLeft(loaded)) return loaded;
    kept.keep(stream.name, loaded.right, since);
    states.set(stream.name, loaded.right);
  }
  return right({ head: kept.head(snapshot.right.head), states });
};

const likely = async (
  streams: ReadonlyArray<Stream>,
  reading: Reading,
): Promise<Either<Unavailable | Unreadable, LoadedStreams>> => {
  const { log, kept } = reading;
  const atHand = new Map<string, Loaded>();
  for (const { name } of streams) {
    const loaded = kept.find(name);
    if (loaded !== undefined) atHand.set(name, loaded);
  }
  const missing = streams.filter(({ name }) => !atHand.has(name));
  // Where only this node writes, what it kept is all there is.
  if (missing.length === 0) return right({ head: kept.head(), states: atHand, sure: log.exclusive });
  const found = await read(missing, reading);
  if (isLeft(found)) return found;
  const { head, states } = found.right;
  return right({ head, states: new Map([...atHand, ...states]), sure: atHand.size === 0 });
};

const sure = async (
  streams: ReadonlyArray<Stream>,
  reading: Reading,
): Promise<Either<Unavailable | Unreadable, LoadedStreams>> => {
  const { log, kept } = reading;
  const own = log.exclusive && streams.every(({ name }) => kept.find(name) !== undefined);
  if (own) return likely(streams, reading);
  const found = await read(streams, reading);
  return isLeft(found) ? found : right({ ...found.right, sure: true });
};

/** Keeps the states of the streams used last (at most `max`). */
export const stateCache = (log: LogReader, max: number): StateCache => {
  const kept = keepStates(max);
  const peek = (stream: Stream): Loaded =>
    kept.find(stream.name) ?? { revision: 'none', state: folds[stream.kind].initial };
  const reading = { log, kept, peek };
  return {
    peek,
    mint: kept.mint,
    learn: kept.learn,
    // Where others write too, what is kept is as true as it was, and being sure means reading what came since.
    doubt: (streams) => {
      if (log.exclusive) kept.forget(streams);
    },
    load: (streams, certainty) => (certainty === 'sure' ? sure : likely)(streams, reading),
  };
};
