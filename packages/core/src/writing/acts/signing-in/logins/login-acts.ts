import type { RefusalOf } from '@recount/domain';
import type { SignInIsUsedOnce } from '@recount/domain/signing-in';
import type { Actor, IdentityId, Instant, SessionActor } from '@recount/domain/vocabulary';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { Fault, IdempotencyMismatch, RevisionMoved } from '../../../../node/faults.js';
import type { ProvenLogin } from '../../../../ports/index.js';
import type { Done, Terms } from '../../../asking/wish.js';

/** A login to link to the person who asks: what was proven, under which attempt. The attempt can be used once, for ever. */
export type LinkWish = {
  readonly actor: SessionActor;
  readonly login: ProvenLogin;
  readonly attempt: string;
};

/** A login is linked; or it is another identity's, and `proof` of it waits until then for the person's wish to merge. */
export type LinkOutcome =
  | { readonly type: 'linked'; readonly done: Done }
  | { readonly type: 'heldByAnother'; readonly proof: string; readonly until: Instant };

/** One of the asker's own logins, by the id of the event that linked it. */
export type OwnLogin = { readonly actor: Actor; readonly loginId: string };

/** The proof of another identity's login is gone: used up, too old, or made for another session. */
export type ProofIsOver = { readonly type: 'ProofIsOver' };

/** The proof of another identity's login, as the session that it was made in may see it. */
export type SeenProof = {
  readonly login: ProvenLogin;
  readonly until: Instant;
  /** Whose the login is; nobody's where it was taken out meanwhile. */
  readonly identityId: IdentityId | undefined;
};

type Repeated = IdempotencyMismatch | RevisionMoved | Fault;

/** The commands by which people change their ways in. */
export interface LoginActs {
  /** Links a login that was proven just now, or keeps its proof for a merge where it is another identity's. */
  linkLogin(wish: LinkWish): TaskEither<RefusalOf<'LinkLogin'> | SignInIsUsedOnce | Fault, LinkOutcome>;
  /** Takes a login away from the person who asks. */
  unlinkLogin(wish: OwnLogin, terms?: Terms): TaskEither<RefusalOf<'UnlinkLogin'> | Repeated, Done>;
  /** Takes a login out into an identity of its own. */
  unmergeLogin(wish: OwnLogin, terms?: Terms): TaskEither<RefusalOf<'UnmergeLogin'> | Repeated, Done>;
  /** What a proof is of; it stays where it is. */
  lookAtProof(wish: {
    readonly actor: SessionActor;
    readonly proof: string;
  }): TaskEither<ProofIsOver | Fault, SeenProof>;
  /** Makes the asker and the identity whose login was proven one. The proof can be used once, for ever. */
  mergeIdentities(wish: {
    readonly actor: SessionActor;
    readonly proof: string;
  }): TaskEither<RefusalOf<'MergeIdentities'> | SignInIsUsedOnce | ProofIsOver | Fault, Done>;
}
