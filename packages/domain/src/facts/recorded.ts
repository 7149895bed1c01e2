import type { Actor, Instant, SubjectId } from '../vocabulary/index.js';
import type { Event } from './registry.js';
import type { StreamName } from './streams.js';

/** Who did it, as part of what, caused by what, and when by the caller's clock. */
export type Meta = {
  readonly actor: Actor;
  readonly correlation: string;
  readonly causation?: string;
  readonly at: Instant;
};

/** An event as the log holds it: its place, its time, whom it is about, and the sealed parts by subject. */
export type Recorded<E extends Event = Event> = {
  readonly position: number;
  readonly recordedAt: Instant;
  readonly stream: StreamName;
  readonly revision: number;
  readonly id: string;
  readonly commit: string;
  readonly event: E;
  readonly sealed: Readonly<Record<string, string>>;
  readonly subjects: ReadonlyArray<SubjectId>;
  readonly meta: Meta;
};
