import { type Recorded, registry } from '@recount/domain/facts';
import {
  type Actor,
  ClaimDigest,
  type Instant,
  type KeyActor,
  type SessionActor,
  SubjectId,
  type SystemActor,
} from '@recount/domain/vocabulary';
import { type Sealed, sealedFor } from './view.js';

/** Who did it, as a history shows it: a login that has no session yet is not told from another. */
export type ActivityActor = SessionActor | KeyActor | SystemActor | { readonly type: 'login' };

/** An event as a history shows it, with nothing in it that is a secret or a claim's digest; personal parts stay sealed. */
export type Activity = {
  readonly position: number;
  readonly recordedAt: Instant;
  readonly at: Instant;
  readonly type: string;
  readonly actor: ActivityActor;
  readonly correlation: string;
  readonly causation?: string;
  readonly commit: string;
  readonly stream: string;
  readonly subjects: ReadonlyArray<SubjectId>;
  readonly details: Readonly<Record<string, unknown>>;
  readonly sealed: ReadonlyArray<Sealed>;
};

const kept: ReadonlySet<string> = new Set(['hash', 'tokenHash', 'addresses', 'login']);

const mayShow = ([name, value]: readonly [string, unknown]): boolean =>
  !kept.has(name) && !ClaimDigest.is(value);

const shown = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shown);
  return typeof value === 'object' && value !== null ? shownFields(value) : value;
};

const shownFields = (fields: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(mayShow)
      .map(([name, value]) => [name, shown(value)]),
  );

const shownActor = (actor: Actor): ActivityActor => (actor.type === 'login' ? { type: 'login' } : actor);

// The name of such a stream is the claim's digest.
const shownStream = ({ event, stream }: Recorded): string => {
  const { kind } = registry[event.type];
  return kind === 'login' || kind === 'mailbox' ? kind : stream;
};

/** What the histories of its subjects show of an event. */
export const activityOf = (recorded: Recorded): Activity => {
  const { position, recordedAt, commit, subjects, meta } = recorded;
  const { type, ...fields } = recorded.event;
  const cause = meta.causation === undefined ? {} : { causation: meta.causation };
  const sealed = Object.keys(recorded.sealed).filter(SubjectId.is);
  return {
    position,
    recordedAt,
    at: meta.at,
    type,
    actor: shownActor(meta.actor),
    correlation: meta.correlation,
    ...cause,
    commit,
    stream: shownStream(recorded),
    subjects,
    details: shownFields(fields),
    sealed: sealed.flatMap((subject) => sealedFor(recorded, subject) ?? []),
  };
};
