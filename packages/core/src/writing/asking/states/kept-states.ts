import { folds, type Recorded, type StateOf, type StreamKind } from '@recount/domain/facts';
import QuickLRU from 'quick-lru';
import type { Position, Revision } from '../../../ports/index.js';

/** A stream's state and the revision that it is as of. */
export type Loaded = { readonly revision: 'none' | Revision; readonly state: StateOf[StreamKind] };

/** What is kept of streams, and which of them were heard of since. */
export type Kept = {
  /** A stream as it is kept, or at its beginning where only this node knows its id. */
  readonly find: (stream: string) => Loaded | undefined;
  /** Notes an id that was made just now: nobody can have written to a stream that is named after it. */
  readonly mint: (id: string) => void;
  /** Counts the changes to what is kept. */
  readonly turn: () => number;
  /** The head of the log as far as it was seen, after having seen this. */
  readonly head: (seen?: Position) => Position;
  /** Keeps what was read since a turn, unless something was heard of the stream meanwhile. */
  readonly keep: (stream: string, loaded: Loaded, since: number) => void;
  readonly learn: (events: ReadonlyArray<Recorded>) => void;
  readonly forget: (streams: Iterable<string>) => void;
};

/** The revision after this one. */
export const next = (revision: 'none' | Revision): Revision => (revision === 'none' ? 0 : revision + 1);

const isKind = (kind: string): kind is StreamKind => Object.hasOwn(folds, kind);

const kindOf = (stream: string): StreamKind => {
  const [kind = ''] = stream.split('-', 1);
  return isKind(kind) ? kind : 'log';
};

/** A stream's state with more of its events folded onto it. */
export const folded = (kind: StreamKind, from: Loaded, events: ReadonlyArray<Recorded>): Loaded => {
  // The registry lets only a kind's own events into its streams.
  const evolve = folds[kind].evolve as (state: Loaded['state'], event: Recorded['event']) => Loaded['state'];
  const last = events.at(-1);
  if (last === undefined) return from;
  const state = events.reduce((was, { event }) => evolve(was, event), from.state);
  return { revision: last.revision, state };
};

const beginning = (kind: StreamKind): Loaded => ({ revision: 'none', state: folds[kind].initial });

const idIn = (stream: string): string => stream.slice(stream.indexOf('-') + 1);

const isKnown = (was: Loaded | undefined, { revision }: Recorded): boolean =>
  was !== undefined && was.revision !== 'none' && revision <= was.revision;

type Shelf = Pick<Kept, 'find' | 'mint'> & {
  readonly set: (stream: string, loaded: Loaded) => void;
  readonly drop: (stream: string) => void;
};

const shelf = (max: number): Shelf => {
  const states = new QuickLRU<string, Loaded>({ maxSize: max });
  const minted = new QuickLRU<string, true>({ maxSize: max });
  return {
    find: (stream) =>
      states.get(stream) ?? (minted.has(idIn(stream)) ? beginning(kindOf(stream)) : undefined),
    mint: (id) => void minted.set(id, true),
    set: (stream, loaded) => {
      minted.delete(idIn(stream));
      states.set(stream, loaded);
    },
    drop: (stream) => {
      minted.delete(idIn(stream));
      states.delete(stream);
    },
  };
};

const learning = ({ find, set, drop }: Shelf, event: Recorded): void => {
  const was = find(event.stream);
  const follows = was !== undefined && next(was.revision) === event.revision;
  if (follows) set(event.stream, folded(kindOf(event.stream), was, [event]));
  else drop(event.stream);
};

/** Keeps the states of the streams used last, at most `max`. */
export const keepStates = (max: number): Kept => {
  const states = shelf(max);
  const touched = new QuickLRU<string, number>({ maxSize: max });
  let turn = 0;
  let head: Position = 0;
  const seen = (position: Position = 0): Position => (head = Math.max(head, position));
  return {
    ...states,
    turn: () => turn,
    head: seen,
    keep: (stream, loaded, since) => {
      if ((touched.get(stream) ?? 0) <= since) states.set(stream, loaded);
    },
    learn: (events) => {
      turn += 1;
      seen(events.at(-1)?.position);
      const news = events.filter((event) => !isKnown(states.find(event.stream), event));
      for (const event of news) learning(states, event);
      for (const { stream } of news) touched.set(stream, turn);
    },
    forget: (streams) => {
      turn += 1;
      for (const stream of streams) {
        states.drop(stream);
        touched.set(stream, turn);
      }
    },
  };
};
