import type { CommandOf, CommandType } from '@recount/domain';
import type { Recorded } from '@recount/domain/facts';
import type { Position, Revision } from '../../ports/index.js';

type Without<C, K extends PropertyKey> = C extends unknown ? Omit<C, K> : never;

/** A command as asked for: the engine's clock says when. */
export type Wish<T extends CommandType = CommandType> = T extends CommandType
  ? Without<CommandOf<T>, 'at'>
  : never;

/** What makes a request one and the same however often it is sent: made by `idempotency`. */
export type Repeatable = {
  /** The commit's id, derived from the actor, the method, the route and the Idempotency-Key. */
  readonly commitId: string;
  /** The digest of what was asked for. */
  readonly request: string;
  /** The Idempotency-Key itself, which seals a one-time secret for whoever repeats it. */
  readonly key: string;
};

/** What the asker looked at before: a stream, and the revisions of it that the command is meant for. */
export type Seen = { readonly stream: string; readonly revisions: ReadonlyArray<Revision> };

/** What goes with a command: how it is repeated, what its asker saw before, and what it is part of. */
export type Terms = {
  readonly seen?: Seen;
  readonly repeatable?: Repeatable;
  readonly correlation?: string;
  readonly causation?: string;
};

/** That a command was carried out, now or before. */
export type Done = {
  /** The commit's own events, none where it was already so. */
  readonly events: ReadonlyArray<Recorded>;
  /** Where the log was after it: the commit's last position, or the head at which it was already so. */
  readonly position: Position;
  /** Whether this answers an earlier commit of the same request. */
  readonly replayed: boolean;
  /** Whether this node knows it and all its views show it; one that stopped at an event it cannot fold does not. */
  readonly views: 'current' | 'behind';
};
