import { type Event, type EventType, type Recorded, registry } from '@recount/domain/facts';
import { Actor, closed, Count, Instant, SubjectId } from '@recount/domain/vocabulary';
import { type Either, isLeft, left, right, tryCatch } from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import type { StoredEvent, Unreadable } from '../../ports/index.js';

const Meta = closed('Meta', { actor: Actor, correlation: t.string, at: Instant }, { causation: t.string });

const StoredBody = closed(
  'StoredBody',
  {
    stream: t.string,
    revision: Count,
    id: t.string,
    commit: t.string,
    index: Count,
    count: Count,
    request: t.string,
    type: t.string,
    version: Count,
    data: t.UnknownRecord,
    sealed: t.record(t.string, t.string),
    subjects: t.readonlyArray(SubjectId),
    meta: Meta,
  },
  { reads: t.record(t.string, t.union([t.literal('none'), Count])) },
);
type StoredBody = t.TypeOf<typeof StoredBody>;

const isKnown = (type: string): type is EventType => Object.hasOwn(registry, type);

const eventOf = ({ type, version, data, stream }: StoredBody): Either<string, Event> => {
  if (!isKnown(type)) return left(`unknown event ${type}`);
  const { codec, kind, version: known } = registry[type];
  if (version !== known) return left(`unknown version ${version} of ${type}`);
  if (stream !== kind && !stream.startsWith(`${kind}-`)) return left(`${type} does not belong in ${stream}`);
  // What was just parsed is nobody else's yet.
  const decoded = codec.decode(Object.assign(data, { type }));
  return isLeft(decoded) ? left(`${type} does not have its fields`) : decoded;
};

const bodyOf = (text: string): Either<string, StoredBody> => {
  const parsed = tryCatch(
    (): unknown => JSON.parse(text),
    () => 'not JSON',
  );
  if (isLeft(parsed)) return parsed;
  const body = StoredBody.decode(parsed.right);
  return isLeft(body) ? left('not an event of this format') : body;
};

/** Reads an event as the log holds it; what cannot be understood says where it stands. Nothing is skipped. */
export const readStored = ({ position, recordedAt, text }: StoredEvent): Either<Unreadable, Recorded> => {
  const unreadable = (stream: string, detail: string) =>
    left<Unreadable>({ type: 'Unreadable', position, stream, detail });
  const body = bodyOf(text);
  if (isLeft(body)) return unreadable('unknown', body.left);
  const event = eventOf(body.right);
  if (isLeft(event)) return unreadable(body.right.stream, event.left);
  const { stream, revision, id, commit, sealed, subjects, meta } = body.right;
  return right({
    position,
    recordedAt,
    stream,
    revision,
    id,
    commit,
    event: event.right,
    sealed,
    subjects,
    meta,
  });
};

/** Reads a run of events; the first that cannot be understood stops it. */
export const readAllStored = (
  stored: ReadonlyArray<StoredEvent>,
): Either<Unreadable, ReadonlyArray<Recorded>> => {
  const read: Recorded[] = [];
  for (const event of stored) {
    const recorded = readStored(event);
    if (isLeft(recorded)) return recorded;
    read.push(recorded.right);
  }
  return right(read);
};
