import { folds, type Recorded, type Stream } from '@recount/domain/facts';
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
import type { LogReader, Position, Unavailable, Unreadable } from '../../ports/index.js';
import { readAllStored } from '../recording/index.js';
import { folded, type Kept, keepStates, type Loaded, next } from './kept-states.js';

/** The states of several streams as of one moment, and the log's head then. */
export type LoadedStreams = {
  readonly head: Position;
  readonly states: ReadonlyMap<string, Loaded>;
};

/** The states that decisions are made on: kept, and brought up to date by what happened since. */
export type StateCache = {
  /** What is kept of a stream, however old; its beginning where nothing is. */
  readonly peek: (stream: Stream) => Loaded;
  /** Streams as of one moment: read in one go, or as they are kept where nobody else can have written them. */
  readonly load: (streams: ReadonlyArray<Stream>) => Promise<Either<Unavailable | Unreadable, LoadedStreams>>;
  /** Folds a commit of this node onto what is kept, before anybody is told of it. */
  readonly learn: (events: ReadonlyArray<Recorded>) => void;
  /** Reads these streams anew next time: a race was lost, or an outcome is not known. */
  readonly forget: (streams: Iterable<string>) => void;
};

// Where only this node writes, what it kept is all there is.
const atHand = (streams: ReadonlyArray<Stream>, { find, head }: Kept): LoadedStreams | undefined => {
  const states = new Map<string, Loaded>();
  for (const { name } of streams) {
    const loaded = find(name);
    if (loaded === undefined) return undefined;
    states.set(name, loaded);
  }
  return { head: head(), states };
};

/** Keeps the states of the streams used last (at most `max`), and reads only what came since. */
export const stateCache = (log: LogReader, max = 50_000): StateCache => {
  const kept = keepStates(max);
  const peek = (stream: Stream): Loaded =>
    kept.find(stream.name) ?? { revision: 'none', state: folds[stream.kind].initial };
  const read: StateCache['load'] = async (streams) => {
    const since = kept.turn();
    const known = streams.map(peek);
    const which = streams.map(({ name }, i) => ({ stream: name, from: next(known[i]?.revision ?? 'none') }));
    const snapshot = await log.readStreams(which)();
    if (isLeft(snapshot)) return snapshot;
    const states = new Map<string, Loaded>();
    for (const [i, stream] of streams.entries()) {
      const events = readAllStored(snapshot.right.streams[i]?.events ?? []);
      if (isLeft(events)) return events;
      const loaded = folded(stream.kind, known[i] ?? peek(stream), events.right);
      kept.keep(stream.name, loaded, since);
      states.set(stream.name, loaded);
    }
    return right({ head: kept.head(snapshot.right.head), states });
  };
  return {
    peek,
    learn: kept.learn,
    forget: kept.forget,
    load: (streams) => {
      const own = log.exclusive ? atHand(streams, kept) : undefined;
      return own === undefined ? read(streams) : Promise.resolve(right(own));
    },
  };
};
