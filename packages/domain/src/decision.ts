import type { Either } from 'fp-ts/lib/Either.js';
import type { Event, StateOf, Stream, StreamKind } from './facts/index.js';
import type { SubjectId } from './vocabulary/index.js';

/** What is told of a person with an event; it is sealed under that subject's key before anything is stored. */
export type Personal = { readonly subject: SubjectId; readonly fields: Readonly<Record<string, unknown>> };

/** One event and the stream it goes to, with what has to be sealed. */
export type Fact = { readonly stream: Stream; readonly event: Event; readonly personal?: Personal };

/** The states of streams, as of one moment. Every stream that a decision looks at is in its commit's read set. */
export type States = <K extends StreamKind>(stream: Stream<K>) => StateOf[K];

/** What a decision comes to: a refusal, or the facts to write; none means that it is already so. */
export type Decision<R> = Either<R, ReadonlyArray<Fact>>;

/** A command's decision: pure, total, and asked again with fresh states whenever a race was lost. */
export type Decide<C, R> = (command: C) => (states: States) => Decision<R>;
