import type { Action, Standing } from '@recount/domain/authority';
import type { Assurance } from '@recount/domain/facts/session';
import type {
  AccountId,
  ClaimDigest,
  Instant,
  KeyActor,
  Milliseconds,
  Scope,
  SessionActor,
} from '@recount/domain/vocabulary';
import type { AccountDocument } from '@recount/projections';

/** A key that is good: the account it acts as, and what it may do. */
export type KeyHolder = {
  readonly type: 'key';
  readonly actor: KeyActor;
  readonly accountId: AccountId;
  readonly scope: Scope;
  readonly expires?: Instant;
};

/** A session that is good: the person, and the account they work under. */
export type SessionHolder = {
  readonly type: 'session';
  readonly actor: SessionActor;
  readonly context: AccountId;
  readonly addresses: ReadonlyArray<ClaimDigest>;
  readonly assurance: Assurance;
  readonly expires: Instant;
};

/** How long sessions last, in milliseconds: `idle` after their last use, `lifetime` after their start, however much used. */
export type SessionTerms = { readonly idle: Milliseconds; readonly lifetime: Milliseconds };

/** Who is asking. */
export type Who = KeyHolder | SessionHolder;

/** Why a credential lets nobody in. */
export type CredentialRefused = {
  readonly type: 'CredentialRefused';
  readonly why: 'malformed' | 'unknown' | 'revoked' | 'expired' | 'ended' | 'archived';
};

/** The account that a session was working under cannot be used by it any more. */
export type ContextLost = { readonly type: 'ContextLost'; readonly accountId: AccountId };

/** An account that somebody may look at or act under, and what they are to it. */
export type Access = {
  readonly account: AccountDocument;
  readonly standing: Standing;
  readonly actions: ReadonlyArray<Action>;
};
