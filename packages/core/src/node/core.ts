import type { CommandType, RefusalOf } from '@recount/domain';
import type {
  Action,
  AccountUnknown,
  ActionNeedsPermission,
  ArchivedAccountsAreQuiet,
} from '@recount/domain/authority';
import type { LookRefusal, SeenInvitation } from '@recount/domain/invitations';
import type { AccountId, SubjectId } from '@recount/domain/vocabulary';
import type { Row, Sealed, View } from '@recount/projections';
import type { Option } from 'fp-ts/lib/Option.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { Access, ContextLost, CredentialRefused, SessionTerms, Who } from '../access/who.js';
import type { Acts } from '../writing/acts/acts.js';
import type { Done, Repeatable, Terms, Wish } from '../writing/asking/wish.js';
import type { MailStanding } from '../writing/mailing/posting.js';
import type { Fault, IdempotencyMismatch, RevisionMoved, ViewsBehind } from './faults.js';
import type { HistoryPage, ListPage, PageWish } from '../reading/looking/pages.js';
import type { Load, Position, Unavailable, Unreadable } from '../ports/index.js';
import type { Parking } from '../vault/one-time.js';

/** What makes a request repeatable for ever: who asks, by what route, and all that it says. */
export type RequestLikeness = {
  readonly who: Who;
  readonly method: string;
  readonly route: string;
  readonly key: string;
  /** Path parameters, query, stated account, body: any JSON. */
  readonly content: unknown;
};

/** How the node stands: for health pages and metrics. */
export type Health = {
  readonly head: Position;
  readonly cursor: Position;
  readonly confirmedAgo: number;
  /** How much the log bears, and what was turned away. */
  readonly load: Load;
  /** What became of letters on this node; absent where nobody carries mail. */
  readonly mail?: MailStanding;
  /** Whether this node writes nothing, because the log has lost what was in it. */
  readonly halted: boolean;
  /** Why this node cannot follow the log, or writes nothing, as long as that is so. */
  readonly trouble?: Unavailable | Unreadable;
  readonly views: ReadonlyArray<{
    readonly name: string;
    readonly version: number;
    readonly checkpoint: Position;
    /** Whether this node applies the log to it; else another does, or nobody. */
    readonly leads: boolean;
    /** The event that it cannot fold, and why. */
    readonly stopped?: { readonly position: Position; readonly detail: string };
  }>;
};

/** What a node knows of itself without asking its store. */
export type Standing = Omit<Health, 'head'>;

/** What the views say now. A view that met an event which it cannot fold says nothing: it is behind. */
export interface Look {
  /** A row by its id. */
  row<D>(view: View<D>, id: string): TaskEither<Fault, Option<Row<D>>>;
  /** Rows by id, in the order asked for. */
  rows<D>(view: View<D>, ids: ReadonlyArray<string>): TaskEither<Fault, ReadonlyArray<Option<Row<D>>>>;
  /** A page of a group's rows in their order. */
  list<D>(view: View<D>, group: string, page: PageWish): TaskEither<Fault, ListPage<D>>;
}

/** What the views said then: folded from one subject's events up to a position. */
export interface AsOf {
  /** A row by its id. */
  row<D>(view: View<D>, id: string): TaskEither<Fault, Option<Row<D>>>;
  /** All of a group's rows in their order. */
  list<D>(view: View<D>, group: string): TaskEither<Fault, ReadonlyArray<Row<D>>>;
}

/** The engine: asks commands of the domain, looks at views, recounts history. */
export interface Core extends Acts {
  readonly logId: string;
  readonly playground: boolean;
  /** How long sessions last. */
  readonly sessions: SessionTerms;
  /** Whether people are written to. */
  readonly mails: boolean;

  /** Asks for a command: decided on fresh states, committed with all that was read, or refused. */
  ask<T extends CommandType>(
    wish: { readonly type: T } & Wish<T>,
    terms?: Terms,
  ): TaskEither<RefusalOf<T> | IdempotencyMismatch | RevisionMoved | Fault, Done>;

  /** The terms under which the same request is the same commit for ever. */
  repeatable(likeness: RequestLikeness): Repeatable;

  /** What the views say now. */
  readonly look: Look;

  /** What the views said when the log was at a position, of rows that are about this subject. */
  asOf(subject: SubjectId, position: Position): AsOf;

  /** The position of the last commit recorded until a moment (milliseconds since 1970). */
  positionAt(moment: number): TaskEither<Unavailable, Position>;

  /** What happened that is about a subject, in the log's order. */
  history(
    subject: SubjectId,
    page: { readonly after?: Position; readonly upTo?: Position; readonly limit: number },
  ): TaskEither<Fault, HistoryPage>;

  /** What happened that is about a subject, the latest first. */
  latest(
    subject: SubjectId,
    page: { readonly before?: Position; readonly upTo?: Position; readonly limit: number },
  ): TaskEither<Fault, HistoryPage>;

  /** Opens sealed parts, in the order given; none for what was sealed for somebody who was erased. */
  unseal(
    sealed: ReadonlyArray<Sealed>,
  ): TaskEither<Unavailable, ReadonlyArray<Option<Readonly<Record<string, unknown>>>>>;

  /**
   * What an invitation is to the person who holds its link, before they answer: told to those who may answer it, by the
   * rules of answering, on states as fresh as a decision's; it changes nothing.
   */
  lookAtInvitation(wish: {
    readonly who: Who;
    readonly secret: string;
  }): TaskEither<Fault | LookRefusal, SeenInvitation>;

  /** Who holds this key or session token: a hash and a look-up, and no write. */
  authenticate(credential: string): TaskEither<Fault | CredentialRefused, Who>;

  /** The account that this names, by id, by handle, or `personal` for one's own. */
  findAccount(who: Who, name: string): TaskEither<Fault | AccountUnknown, AccountId>;

  /** Whether somebody may do this under an account, on rows no older than this node's place in the log. */
  access(
    who: Who,
    accountId: AccountId,
    action: Action,
  ): TaskEither<Fault | AccountUnknown | ActionNeedsPermission | ArchivedAccountsAreQuiet, Access>;

  /** The account that a session works under or a key belongs to, if it may still be used. */
  context(who: Who): TaskEither<Fault | ContextLost, Access>;

  /**
   * Waits until the views show a position, at most this many milliseconds. A view that met an event which it cannot fold
   * is not waited for: what is asked of it is answered with ViewsBehind until it goes on.
   */
  reached(position: Position, within: number): TaskEither<ViewsBehind, void>;

  /** What waits beside the log for one use, such as a provider's answer for the browser that it is for. */
  readonly parking: Parking;

  /** When credentials were last used (milliseconds since 1970), in the order asked for. */
  lastUsed(ids: ReadonlyArray<string>): TaskEither<Unavailable, ReadonlyArray<Option<number>>>;

  health(): TaskEither<Unavailable, Health>;

  /** How the node stands as far as it knows by itself, however its store fares. */
  standing(): Standing;

  /** Finishes what is under way, flushes, and lets the stores go. */
  close(): Promise<void>;
}
