import type { Commit, LogPage, Position, Receipt, Revision, StoredEvent, Verdict } from '@recount/core/ports';
import { idOf } from './given.js';

/** An event as the model tells it. */
export type Told = StoredEvent & {
  readonly stream: string;
  readonly revision: Revision;
  readonly subjects: ReadonlyArray<string>;
  readonly commit: string;
};

/** The log at its simplest: what was told, in order, and what was asked for under each id. */
export type Model = { readonly told: Told[]; readonly asked: Map<string, string> };

/** The revision of a stream. */
export const revisionIn = ({ told }: Model, stream: string): 'none' | Revision =>
  told.findLast((event) => event.stream === stream)?.revision ?? 'none';

/** The receipt of a commit that is in the log. */
export const receiptIn = ({ told }: Model, commitId: string, duplicate: boolean): Receipt => {
  const mine = told.filter(({ commit }) => commit === commitId);
  const recordedAt = mine[0]!.recordedAt;
  return { commitId, first: mine[0]!.position, last: mine.at(-1)!.position, recordedAt, duplicate };
};

/** What a log is to answer to a commit; the model takes it in. */
export const tell = (model: Model, { id, request, writes }: Commit, now: number): Verdict => {
  if (model.asked.has(id))
    return model.asked.get(id) === request
      ? { type: 'duplicate', receipt: receiptIn(model, id, true) }
      : { type: 'CommitMismatch', commitId: id };
  for (const { stream, expected } of writes)
    if (revisionIn(model, stream) !== expected) return { type: 'Conflict', stream };
  const recordedAt = Math.max(now, ...model.told.map((event) => event.recordedAt));
  for (const { stream, bodies } of writes)
    for (const { text, subjects } of bodies) {
      const before = revisionIn(model, stream);
      const revision = before === 'none' ? 0 : before + 1;
      model.told.push({
        position: model.told.length + 1,
        recordedAt,
        text,
        stream,
        revision,
        subjects,
        commit: id,
      });
    }
  model.asked.set(id, request);
  return { type: 'ok', receipt: receiptIn(model, id, false) };
};

/** An event as a log gives it back. */
export const asStored = ({ position, recordedAt, text }: Told): StoredEvent => ({
  position,
  recordedAt,
  text,
});

/** The page that a log is to answer, of all events or of those about a subject. */
export const pageIn = (
  { told }: Model,
  about: string | undefined,
  { after, limit }: { readonly after: Position; readonly limit: number },
): LogPage => {
  const page: Told[] = [];
  for (const event of told) {
    if (event.position <= after || (about !== undefined && !event.subjects.includes(about))) continue;
    if (page.length >= limit && page.at(-1)?.commit !== event.commit) break;
    page.push(event);
  }
  return { head: told.length, events: page.map(asStored) };
};

/** What a decision may have seen of a stream: where it is, where it was before, or nothing. */
export type Seen = 'now' | 'before' | 'nothing';

/** A commit, drawn at random. */
export type Drawn = {
  readonly id: number;
  readonly request: string;
  readonly writes: ReadonlyArray<{
    readonly stream: string;
    readonly seen: Seen;
    readonly bodies: ReadonlyArray<ReadonlyArray<string>>;
  }>;
};

const expectedFrom = (model: Model, stream: string, seen: Seen): 'none' | Revision => {
  const now = revisionIn(model, stream);
  if (seen === 'now' || (seen === 'before' && now === 'none')) return now;
  return seen === 'nothing' || now === 'none' || now === 0 ? 'none' : now - 1;
};

/** The commit that was drawn, as decided on the model as it is; it has an event at least. */
export const decided = (model: Model, { id, request, writes }: Drawn): Commit => {
  const isEmpty = writes.every(({ bodies }) => bodies.length === 0);
  const [first, ...rest] = writes.map(({ stream, seen, bodies }, nth) => ({
    stream,
    expected: expectedFrom(model, stream, seen),
    bodies: (isEmpty && nth === 0 ? [[]] : bodies).map((subjects, at) => ({
      text: JSON.stringify({ commit: id, stream, after: model.told.length, at }),
      subjects,
    })),
  }));
  return { id: idOf(id), request, writes: [first!, ...rest] };
};
