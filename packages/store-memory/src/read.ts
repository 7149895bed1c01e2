import type { LogPage, Position, Revision, StoredEvent, StreamSlice } from '@recount/core/ports';
import { type Kept, revisionOf } from './kept.js';
import { upTo } from './up-to.js';

const at = (kept: Kept, positions: ReadonlyArray<Position>): ReadonlyArray<StoredEvent> =>
  positions.flatMap((position) => kept.events[position - 1] ?? []);

/** A stream from a revision on. */
export const slice = (kept: Kept, stream: string, from: Revision): StreamSlice => ({
  stream,
  revision: revisionOf(kept, stream),
  events: at(kept, (kept.streams.get(stream) ?? []).slice(from)),
});

/** A page of the log. */
export const pageOfAll = (kept: Kept, after: Position, limit: number): LogPage => {
  const head = kept.events.length;
  const closes = kept.closes[Math.min(after + limit, head) - 1] ?? 0;
  return { head, events: kept.events.slice(after, Math.max(after, closes)) };
};

/** A page of what the log holds about a subject. */
export const pageOfSubject = (
  kept: Kept,
  id: string,
  { after, limit }: { readonly after: Position; readonly limit: number },
): LogPage => {
  const positions = kept.subjects.get(id) ?? [];
  const from = upTo(positions, (position) => position <= after);
  const last = positions[Math.min(from + limit, positions.length) - 1] ?? 0;
  const closes = kept.closes[last - 1] ?? 0;
  const events = at(
    kept,
    positions.slice(
      from,
      upTo(positions, (position) => position <= closes),
    ),
  );
  return { head: kept.events.length, events };
};
