import type { AccountState } from '@recount/domain/facts/account';
import type { InvitationState, SentInvitation } from '@recount/domain/facts/invitation';
import { accountStream, invitationStream } from '@recount/domain/facts';
import type { Handle, IdentityId } from '@recount/domain/vocabulary';
import { identities, invitationsOfAccount, type Sealed } from '@recount/projections';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
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

/** A letter to an address. */
export type Written = { readonly to: string; readonly letter: Letter };

/** What it is about is not in the log or the views yet; or is closed, or its person erased, and nobody is written to. */
export type NoLetter = { readonly type: 'NotYet' } | { readonly type: 'NoLetter' };

/** Nobody is written to. */
export const noLetter: Either<NoLetter, never> = left({ type: 'NoLetter' });
const notYet: Either<NoLetter, never> = left({ type: 'NotYet' });

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

type Inviting = Extract<Posting, { type: 'invitation' }>;
type Found<A> = Promise<Either<Fault | NoLetter, A>>;

const openInvitation = async (
  { invitationId, secret }: Inviting,
  { cache, clock }: Writing,
): Found<SentInvitation> => {
  const stream = invitationStream(invitationId);
  const found = await cache.load([stream], 'sure');
  if (isLeft(found)) return found;
  const state = found.right.states.get(stream.name)?.state as InvitationState;
  if (state.in === 'unknown') return notYet;
  const isOpen = state.in === 'open' && clock.now() < state.expires;
  return isOpen && readInvitation(secret)?.hash === state.tokenHash ? right(state) : noLetter;
};

const openTeam = async (
  { accountId }: SentInvitation,
  { cache }: Writing,
): Found<{ readonly handle: Handle; readonly name: string }> => {
  const stream = accountStream(accountId);
  const found = await cache.load([stream], 'sure');
  if (isLeft(found)) return found;
  const account = found.right.states.get(stream.name)?.state as AccountState;
  return account.in === 'open' && account.holder.kind === 'team'
    ? right({ handle: account.handle, name: account.holder.name })
    : noLetter;
};

const invitedAddress = async ({ invitationId }: Inviting, writing: Writing): Found<string> => {
  const row = await writing.look.row(invitationsOfAccount, invitationId)();
  if (isLeft(row)) return row;
  const shown = toUndefined(row.right)?.document;
  if (shown === undefined) return notYet;
  const to = await addressIn(shown.invitee.type === 'address' ? shown.invitee.sealed : undefined, writing);
  if (isLeft(to)) return to;
  return to.right === undefined ? noLetter : right(to.right);
};

/** The letter to somebody who is invited, if the log holds the invitation and it is still open. */
export const invitationLetter = async (posting: Inviting, writing: Writing): Found<Written> => {
  const invitation = await openInvitation(posting, writing);
  if (isLeft(invitation)) return invitation;
  const team = await openTeam(invitation.right, writing);
  if (isLeft(team)) return team;
  const to = await invitedAddress(posting, writing);
  if (isLeft(to)) return to;
  const inviter = await nameOf(invitation.right.inviterId, writing);
  if (isLeft(inviter)) return inviter;
  const { role, expires } = invitation.right;
  const letter = { type: 'invitation' as const, secret: posting.secret, team: team.right, role, expires };
  return right({
    to: to.right,
    letter: inviter.right === undefined ? letter : { ...letter, inviter: inviter.right },
  });
};
