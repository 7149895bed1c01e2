import { type Entry, judge, type Past } from '@recount/core/log';
import type { Commit, Position, Revision, StoredEvent, Verdict } from '@recount/core/ports';

/** What a log keeps: its events and, at the same index, where the commit of each ends; and where to find them. */
export type Kept = {
  readonly events: StoredEvent[];
  readonly closes: Position[];
  readonly commits: Map<string, Past>;
  readonly streams: Map<string, Position[]>;
  readonly subjects: Map<string, Position[]>;
};

/** A log in which nothing has happened. */
export const nothingKept = (): Kept => ({
  events: [],
  closes: [],
  commits: new Map(),
  streams: new Map(),
  subjects: new Map(),
});

const file = (index: Map<string, Position[]>, key: string, position: Position): void => {
  const positions = index.get(key);
  if (positions === undefined) index.set(key, [position]);
  else positions.push(position);
};

const keep = (kept: Kept, { position, recordedAt, text, ...entry }: Entry): void => {
  kept.events.push({ position, recordedAt, text });
  kept.closes.push(entry.closes);
  file(kept.streams, entry.stream, position);
  for (const subject of new Set(entry.subjects)) file(kept.subjects, subject, position);
};

/** Where a stream is. */
export const revisionOf = (kept: Kept, stream: string): 'none' | Revision => {
  const positions = kept.streams.get(stream);
  return positions === undefined ? 'none' : positions.length - 1;
};

/** Judges a batch and keeps what it accepts; `now` is milliseconds since 1970. */
export const accept = (kept: Kept, batch: ReadonlyArray<Commit>, now: number): ReadonlyArray<Verdict> => {
  const standing = {
    head: kept.events.length,
    recordedAt: kept.events.at(-1)?.recordedAt ?? 0,
    past: (id: string) => kept.commits.get(id),
    revision: (stream: string) => revisionOf(kept, stream),
  };
  const { verdicts, past, entries } = judge(batch, standing, now);
  for (const [id, where] of past) kept.commits.set(id, where);
  for (const entry of entries) keep(kept, entry);
  return verdicts;
};
