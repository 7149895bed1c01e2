import { folds, type Recorded, type StateOf, type StreamKind } from '@recount/domain/facts';
import { LRUCache } from 'lru-cache';
import type { Position, Revision } from '../../ports/index.js';

/** A stream's state and the revision that it is as of. */
export type Loaded = { readonly revision: 'none' | Revision; readonly state: StateOf[StreamKind] };

/** What is kept of streams, and which of them this node wrote to since. */
export type Kept = {
  readonly find: (stream: string) => Loaded | undefined;
  /** Counts this node's own changes to what is kept. */
  readonly turn: () => number;
  /** The head of the log as far as it was seen, after having seen this. */
  readonly head: (seen?: Position) => Position;
  /** Keeps what was read since a turn, unless this node's own commit came in meanwhile. */
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

const learning = (states: LRUCache<string, Loaded>, event: Recorded): void => {
  const was = states.get(event.stream);
  if (was === undefined) return;
  if (next(was.revision) === event.revision)
    states.set(event.stream, folded(kindOf(event.stream), was, [event]));
  else states.delete(event.stream);
};

/** Keeps the states of the streams used last, at most `max`. */
export const keepStates = (max: number): Kept => {
  const states = new LRUCache<string, Loaded>({ max });
  const touched = new LRUCache<string, number>({ max });
  let turn = 0;
  let head: Position = 0;
  const seen = (position: Position = 0): Position => (head = Math.max(head, position));
  return {
    find: (stream) => states.get(stream),
    turn: () => turn,
    head: seen,
    keep: (stream, loaded, since) => {
      if ((touched.get(stream) ?? 0) <= since) states.set(stream, loaded);
    },
    learn: (events) => {
      turn += 1;
      seen(events.at(-1)?.position);
      for (const event of events) {
        touched.set(event.stream, turn);
        learning(states, event);
      }
    },
    forget: (streams) => {
      turn += 1;
      for (const stream of streams) {
        touched.set(stream, turn);
        states.delete(stream);
      }
    },
  };
};
