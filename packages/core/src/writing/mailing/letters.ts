import type { AccountState } from '@recount/domain/facts/account';
import type { InvitationState, SentInvitation } from '@recount/domain/facts/invitation';
import { accountStream, invitationStream } from '@recount/domain/facts';
import type { IdentityId } from '@recount/domain/vocabulary';
import { identities, invitationsOfAccount, type Sealed } from '@recount/projections';
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
import { isSome, toUndefined } from 'fp-ts/lib/Option.js';
import { readInvitation } from '../../access/index.js';
import type { Look } from '../../node/core.js';
import type { Fault } from '../../node/faults.js';
import type { Pace } from '../../log/index.js';
import type { Clock, Letter, LogReader } from '../../ports/index.js';
import { openPersonal, type SubjectKeys } from '../../vault/index.js';
import { canonicalMailbox } from '../acts/mailbox.js';
import type { StateCache } from '../asking/index.js';
import type { Posting } from './posting.js';

/** What letters are made of. */
export type Writing = {
  readonly cache: StateCache;
  readonly look: Look;
  readonly log: LogReader;
  readonly keys: SubjectKeys;
  readonly clock: Clock;
  readonly pace: Pace;
};

/** A posting as it stands now: a letter to an address, one that has to wait for its commit or the views, or nothing to send any more. */
export type Written =
  | { readonly type: 'letter'; readonly to: string; readonly letter: Letter }
  | { readonly type: 'notYet' }
  | { readonly type: 'void' };

/** Nothing to send any more: what it was about is closed, or its person erased. */
export const nothing: Written = { type: 'void' };
/** What it is about is not in the log or the views yet. */
export const notYet: Written = { type: 'notYet' };

/** A text among what is sealed, if it opens. */
export const fieldIn = async (
  sealed: Sealed | undefined,
  field: string,
  { keys }: Pick<Writing, 'keys'>,
): Promise<Either<Fault, string | undefined>> => {
  if (sealed === undefined) return right(undefined);
  const opened = await openPersonal(keys)(sealed);
  if (isLeft(opened)) return opened;
  const value = isSome(opened.right) ? opened.right.value[field] : undefined;
  return right(typeof value === 'string' ? value : undefined);
};

/** The address that a mail may go to: the canonical form of what is sealed, and nothing that reads in two ways. */
export const addressIn = async (
  sealed: Sealed | undefined,
  writing: Pick<Writing, 'keys'>,
): Promise<Either<Fault, string | undefined>> => {
  const email = await fieldIn(sealed, 'email', writing);
  if (isLeft(email) || email.right === undefined) return email;
  return right(toUndefined(canonicalMailbox(email.right)));
};

const nameOf = async (
  identityId: IdentityId,
  writing: Writing,
): Promise<Either<Fault, string | undefined>> => {
  const row = await writing.look.row(identities, identityId)();
  if (isLeft(row)) return row;
  return fieldIn(toUndefined(row.right)?.document.logins.at(-1)?.sealed, 'name', writing);
};

type Team = Extract<AccountState, { in: 'open' | 'archived' }>;
type Inviting = { readonly invitation: SentInvitation; readonly team: Team };

const inviting = async (
  posting: Extract<Posting, { type: 'invitation' }>,
  { cache, clock }: Writing,
): Promise<Either<Fault, Inviting | 'notYet' | 'over'>> => {
  const stream = invitationStream(posting.invitationId);
  const found = await cache.load([stream], 'sure');
  if (isLeft(found)) return found;
  const state = found.right.states.get(stream.name)?.state as InvitationState;
  if (state.in === 'unknown') return right('notYet');
  const isTheirs = readInvitation(posting.secret)?.hash === state.tokenHash;
  if (!isTheirs || state.in !== 'open' || state.expires <= clock.now()) return right('over');
  const account = accountStream(state.accountId);
  const accounts = await cache.load([account], 'sure');
  if (isLeft(accounts)) return accounts;
  const team = accounts.right.states.get(account.name)?.state as AccountState;
  return right(team.in === 'open' ? { invitation: state, team } : 'over');
};

/** The letter to somebody who is invited, if the log holds the invitation and it is still open. */
export const invitationLetter = async (
  posting: Extract<Posting, { type: 'invitation' }>,
  writing: Writing,
): Promise<Either<Fault, Written>> => {
  const found = await inviting(posting, writing);
  if (isLeft(found)) return found;
  if (found.right === 'notYet') return right(notYet);
  if (found.right === 'over') return right(nothing);
  const { invitation, team } = found.right;
  const row = await writing.look.row(invitationsOfAccount, posting.invitationId)();
  if (isLeft(row)) return row;
  const shown = toUndefined(row.right)?.document;
  if (shown === undefined) return right(notYet);
  const to = await addressIn(shown.invitee.type === 'address' ? shown.invitee.sealed : undefined, writing);
  if (isLeft(to)) return to;
  const inviter = await nameOf(invitation.inviterId, writing);
  if (isLeft(inviter)) return inviter;
  if (to.right === undefined || team.holder.kind !== 'team') return right(nothing);
  const letter: Letter = {
    type: 'invitation',
    secret: posting.secret,
    team: { handle: team.handle, name: team.holder.name },
    role: invitation.role,
    expires: invitation.expires,
    ...(inviter.right === undefined ? {} : { inviter: inviter.right }),
  };
  return right({ type: 'letter', to: to.right, letter });
};
