import type { States } from '@recount/domain';
import { folds, type Recorded, type StateOf, type Stream, type StreamKind } from '@recount/domain/facts';
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
import { LRUCache } from 'lru-cache';
import type { LogReader, Position, Revision, Unavailable, Unreadable } from '../../ports/index.js';
import { readAllStored } from '../recording/index.js';

/** A stream's state and the revision that it is as of. */
export type Loaded = { readonly revision: 'none' | Revision; readonly state: StateOf[StreamKind] };

/** The states of several streams as of one moment, and the log's head then. */
export type LoadedStreams = {
  readonly head: Position;
  readonly states: ReadonlyMap<string, Loaded>;
};

/** The states that decisions are made on: kept, and brought up to date by what happened since. */
export type StateCache = {
  /** What is kept of a stream, however old; its beginning where nothing is. */
  readonly peek: (stream: Stream) => Loaded;
  /** Streams as of one moment, read in one go. */
  readonly load: (streams: ReadonlyArray<Stream>) => Promise<Either<Unavailable | Unreadable, LoadedStreams>>;
};

const next = (revision: 'none' | Revision): Revision => (revision === 'none' ? 0 : revision + 1);

const folded = (stream: Stream, from: Loaded, events: ReadonlyArray<Recorded>): Loaded => {
  const evolve = folds[stream.kind].evolve as (
    state: StateOf[StreamKind],
    event: Recorded['event'],
  ) => Loaded['state'];
  const last = events.at(-1);
  return last === undefined
    ? from
    : {
        revision: last.revision,
        state: events.reduce((state, { event }) => evolve(state, event), from.state),
      };
};

/** Keeps the states of the streams used last (at most `max`), and reads only what came since. */
export const stateCache = (log: LogReader, max = 50_000): StateCache => {
  const kept = new LRUCache<string, Loaded>({ max });
  const peek = (stream: Stream): Loaded =>
    kept.get(stream.name) ?? { revision: 'none', state: folds[stream.kind].initial };
  const load: StateCache['load'] = async (streams) => {
    const known = streams.map(peek);
    const which = streams.map((stream, i) => ({
      stream: stream.name,
      from: next(known[i]?.revision ?? 'none'),
    }));
    const snapshot = await log.readStreams(which)();
    if (isLeft(snapshot)) return snapshot;
    const states = new Map<string, Loaded>();
    for (const [i, stream] of streams.entries()) {
      const events = readAllStored(snapshot.right.streams[i]?.events ?? []);
      if (isLeft(events)) return events;
      const loaded = folded(stream, known[i] ?? peek(stream), events.right);
      kept.set(stream.name, loaded);
      states.set(stream.name, loaded);
    }
    return right({ head: snapshot.right.head, states });
  };
  return { peek, load };
};

/** States for a decision, noting every stream that it looks at; what is not loaded is answered from the cache. */
export const noting = (
  loaded: ReadonlyMap<string, Loaded>,
  cache: StateCache,
): { readonly states: States; readonly seen: ReadonlyMap<string, Stream> } => {
  const seen = new Map<string, Stream>();
  const states: States = <K extends StreamKind>(stream: Stream<K>) => {
    seen.set(stream.name, stream);
    return (loaded.get(stream.name) ?? cache.peek(stream)).state as StateOf[K];
  };
  return { states, seen };
};
