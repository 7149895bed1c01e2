import type { Done, OneTimeSecret, Core, RequestLikeness, Terms, Who } from '@recount/core';
import type { Position } from '@recount/core/ports';
import type { AccountId, IdentityId, InvitationId, KeyId, SessionActor } from '@recount/domain/vocabulary';
import type { Either } from 'fp-ts/lib/Either.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { Engines, Running } from '../machine/engines.js';
import type { Shared } from '../machine/shared.js';
import type { Timeline } from '../machine/time.js';
import type { Operation, Plan } from '../run/plan.js';

/** Something that was refused or could not be done, whatever it was. */
export type No = { readonly type: string };

/** A session that somebody was told the token of. */
export type KnownSession = { readonly token: string; readonly actor: SessionActor; readonly human: number };
/** A key that somebody was told the secret of; rotated, it is known once more. */
export type KnownKey = { readonly text: string; readonly keyId: KeyId; readonly accountId: AccountId };
/** An invitation that somebody has the link of. */
export type KnownLink = {
  readonly secret: string;
  readonly invitationId: InvitationId;
  readonly accountId: AccountId;
};

/** What a command came to: who is told what is new, and the secret that goes with it. */
export type Told = Done & {
  readonly secret?: OneTimeSecret;
  readonly keyId?: KeyId;
  readonly invitationId?: InvitationId;
};

/** Asks an engine for a command. */
export type Sending = (core: Core, terms: Terms) => TaskEither<No, Told>;

/** A request that can be sent again, and what it was answered so far, in the order of the answers. */
export type Request = {
  readonly name: string;
  readonly who: Who;
  readonly likeness: RequestLikeness;
  readonly send: Sending;
  readonly named: Set<string>;
  readonly answers: RequestAnswer[];
  /** How often it was sent. */
  sent: number;
};

/** An answer to a request; `after` is how many answers had been given when it was sent. */
export type RequestAnswer = { readonly after: number; readonly answer: Either<No, Told> };

/** An acknowledged commit. */
export type Ack = { readonly engine: number; readonly what: string; readonly done: Done };

/** A question about a credential or a right, and what may have been true while it was answered. */
export type Sight<Asked, Said> = {
  readonly asked: Asked;
  readonly said: Said;
  /** The log may be seen as it was at any position from `low` to `high`. */
  readonly low: Position;
  readonly high: Position;
  /** The engine's clock when it was asked and when it answered. */
  readonly from: number;
  readonly to: number;
  /** How long it took, in milliseconds. */
  readonly took: number;
  readonly engine: number;
};

/** A credential that was looked at: "in" if it let somebody in, else why not. */
export type Verified = Sight<string, string>;
/** Whether somebody may do something under an account. */
export type Allowed = Sight<
  { readonly who: Who; readonly accountId: AccountId; readonly action: string },
  string
>;
/** Rows that were shown as of a position. */
export type Shown = {
  readonly view: string;
  readonly group: string;
  readonly position: Position;
  readonly rows: ReadonlyArray<unknown>;
};
/** Events of a history, by position, from one position (exclusive) to another. */
export type Recounted = {
  readonly subject: string;
  readonly after: Position;
  readonly upTo: Position;
  readonly positions: ReadonlyArray<Position>;
};

/** All that was seen from outside in a run. */
export type Journal = {
  readonly acks: Ack[];
  readonly requests: Request[];
  readonly attempts: Map<string, number>;
  readonly verified: Verified[];
  readonly allowed: Allowed[];
  readonly shown: Shown[];
  readonly recounted: Recounted[];
  /** What is already known to be wrong. */
  readonly wrong: string[];
  /** What was done and what came of it, for whoever looks for a reason. */
  readonly lines: string[];
};

/** A run: the engines and what they stand on, what people know, and what was seen. */
export type Sim = {
  readonly plan: Plan;
  readonly time: Timeline;
  readonly shared: Shared;
  readonly engines: Engines;
  readonly known: {
    readonly sessions: KnownSession[];
    readonly teams: AccountId[];
    readonly personal: AccountId[];
    /** Who was seen to be in charge of an account, at some time. */
    readonly admins: Map<AccountId, IdentityId[]>;
    readonly keys: KnownKey[];
    readonly links: KnownLink[];
  };
  readonly journal: Journal;
  /** When views were last put back, by the run's time. */
  readonly rewound: { at: number };
  readonly names: { count: number };
  /** How often a day or more went by at once. */
  readonly nights: { count: number };
};

/** Somebody at one engine: where an operation takes place. */
export type Scene = { readonly sim: Sim; readonly on: Running; readonly op: Operation };
