import type { Option } from 'fp-ts/lib/Option.js';
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { CommitMismatch, Conflict, Unavailable } from './faults.js';

/** A place in one stream: 0-based, dense. */
export type Revision = number;

/** A place in the whole log: 1, 2, 3 and so on without gaps, on every store. */
export type Position = number;

/** What an event is stored as: its canonical JSON text, and the ids that its history is found under. */
export type Body = { readonly text: string; readonly subjects: ReadonlyArray<string> };

/** What a commit does to one stream; without bodies it only checks that the stream is where the decision saw it. */
export type Write = {
  readonly stream: string;
  readonly expected: 'none' | Revision;
  readonly bodies: ReadonlyArray<Body>;
};

/**
 * All or nothing, over any number of streams; at least one event in all, each stream named once.
 * `id` is a UUID and is remembered for ever; `request` is the digest of what was asked for under that id.
 */
export type Commit = {
  readonly id: string;
  readonly request: string;
  readonly writes: ReadonlyNonEmptyArray<Write>;
};

/** That a commit is in the log, and where. `duplicate` says that it already was. Times are milliseconds since 1970. */
export type Receipt = {
  readonly commitId: string;
  readonly first: Position;
  readonly last: Position;
  readonly recordedAt: number;
  readonly duplicate: boolean;
};

/** An event as stored. */
export type StoredEvent = { readonly position: Position; readonly recordedAt: number; readonly text: string };

/** One stream from a revision on: its events, and the revision of its last event ever, or 'none'. */
export type StreamSlice = {
  readonly stream: string;
  readonly revision: 'none' | Revision;
  readonly events: ReadonlyArray<StoredEvent>;
};

/** Several streams as of one moment; `head` is the position of the log's last event then, 0 when it is empty. */
export type Snapshot = { readonly head: Position; readonly streams: ReadonlyArray<StreamSlice> };

/** Part of the log, in its order, ending where a commit ends; `head` as in Snapshot. */
export type LogPage = { readonly head: Position; readonly events: ReadonlyArray<StoredEvent> };

/** How a store answers for one commit of a batch; one that the store cannot take is unavailable alone. */
export type Verdict =
  | { readonly type: 'ok' | 'duplicate'; readonly receipt: Receipt }
  | Conflict
  | CommitMismatch
  | Unavailable;

/** How much of what was acknowledged survives: nothing, the end of the process, or the loss of power. */
export type Durability = 'none' | 'process' | 'power';

/** How the log is read. Positions are exclusive: a reader's whole protocol is "greater than mine". */
export interface LogReader {
  readonly durability: Durability;
  /** Whether nobody but this engine can write to the log: what it read and wrote of a stream is then all there is. */
  readonly exclusive: boolean;
  /** The receipt of a commit with its request, if it is in the log. */
  commit(id: string): TaskEither<Unavailable, Option<Receipt & { readonly request: string }>>;
  /** Streams from a revision on (inclusive), all as of one moment, in the order asked for. */
  readStreams(
    which: ReadonlyArray<{ readonly stream: string; readonly from: Revision }>,
  ): TaskEither<Unavailable, Snapshot>;
  /** At least `limit` events about a subject after a position if there are so many, and no part of a commit's. */
  readSubject(id: string, after: Position, limit: number): TaskEither<Unavailable, LogPage>;
  /** At least `limit` events after a position if there are so many, ending where a commit ends. */
  readAll(after: Position, limit: number): TaskEither<Unavailable, LogPage>;
  /** The position of the last event recorded at or before a moment; 0 if there is none. */
  positionAt(recordedAt: number): TaskEither<Unavailable, Position>;
  /** A hint that there may be something new; never the truth, and never an error. Ends with the signal. */
  wake(signal: AbortSignal): AsyncIterable<void>;
  close(): Promise<void>;
}

/** What a durable adapter implements; `groupCommit` makes an EventStore of it. */
export interface BatchLog extends LogReader {
  /** Whether a second batch may be handed over while one is under way, and waits there at no cost to the first. */
  readonly overlapping: boolean;
  /** All of a batch in one go, one verdict each, in order; commits see those before them. A commit is never split. */
  appendBatch(commits: ReadonlyNonEmptyArray<Commit>): TaskEither<Unavailable, ReadonlyArray<Verdict>>;
}

/** How much a log bears: what waits now, and what was counted since the start. */
export type Load = {
  /** Commits that wait for their batch. */
  readonly waiting: number;
  /** Bytes of body text that wait. */
  readonly waitingBytes: number;
  /** Batches sent to the log, and the commits in them. */
  readonly batches: number;
  readonly commits: number;
  /** What was turned away because too much was waiting. */
  readonly shed: number;
  /** Appends whose deadline passed before they had an answer. */
  readonly late: number;
  /** Commits that lost a race. */
  readonly conflicts: number;
};

/** The log. */
export interface EventStore extends LogReader {
  readonly load: () => Load;
  /** Adds a commit, or says why not. The same commit again answers its first receipt. */
  append(commit: Commit): TaskEither<Conflict | CommitMismatch | Unavailable, Receipt>;
}
