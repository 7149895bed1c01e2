import type { Command, Refusal } from '@recount/domain';
import type { Meta, Recorded } from '@recount/domain/facts';
import type { Either } from 'fp-ts/lib/Either.js';
import type { Pace } from '../../log/index.js';
import type { Contended, IdempotencyMismatch, RevisionMoved } from '../../node/faults.js';
import type { Clock, EventStore, Position, Unavailable, Unreadable } from '../../ports/index.js';
import type { SealingWith } from '../recording/index.js';
import type { Lanes } from '../traffic/index.js';
import type { StateCache } from './states/loading.js';
import type { Seen, Terms } from './wish.js';

/** What asking runs on. */
export type AskingWith = SealingWith & {
  readonly log: EventStore;
  readonly cache: StateCache;
  readonly lanes: Lanes;
  readonly clock: Clock;
  readonly pace: Pace;
  readonly newCommitId: () => string;
  /** Told of each commit of this node before anybody else is. */
  readonly tell: (events: ReadonlyArray<Recorded>) => void;
};

/** What came of asking: the commit's events and where the log is, now or as an earlier request left it. */
export type Outcome = {
  readonly events: ReadonlyArray<Recorded>;
  readonly position: Position;
  readonly replayed: boolean;
};

/** Why nothing came of asking. */
export type AskFault = IdempotencyMismatch | RevisionMoved | Unavailable | Unreadable | Contended;

/** How asking ends. */
export type AskAnswer = Either<Refusal | AskFault, Outcome>;

/** A command as the domain knows it but for the time, which the engine's clock says. */
export type Timeless = Command extends infer C ? (C extends Command ? Omit<C, 'at'> : never) : never;

/** A command that was asked for, with all that its commit will say. */
export type Asked = {
  readonly command: Command;
  readonly commit: { readonly id: string; readonly request: string };
  readonly meta: Meta;
  readonly repeats: boolean;
  readonly seen: Seen | undefined;
};

/** A wish as it is asked for now, on these terms. */
export const asked = (
  wish: Timeless,
  terms: Terms,
  { clock, newCommitId }: Pick<AskingWith, 'clock' | 'newCommitId'>,
): Asked => {
  const at = clock.now();
  const id = terms.repeatable?.commitId ?? newCommitId();
  const causation = terms.causation === undefined ? {} : { causation: terms.causation };
  return {
    command: { ...wish, at },
    commit: { id, request: terms.repeatable?.request ?? id },
    meta: { actor: wish.actor, correlation: terms.correlation ?? id, ...causation, at },
    repeats: terms.repeatable !== undefined,
    seen: terms.seen,
  };
};
