import type { Addressee } from '@recount/domain/invitations';
import type { InvitationId } from '@recount/domain/vocabulary';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import { mintInvitation, readInvitation, type Token } from '../../access/index.js';
import type { Done, Terms } from '../asking/index.js';
import type { Fault } from '../../node/faults.js';
import type { Acts, InvitationWish } from './acts.js';
import { livingClaimKeys, mailboxClaims, type Making } from './making.js';
import { keptToken, toldOnce } from './secrets.js';

const addressee = async (to: InvitationWish['to'], making: Making): Promise<Either<Fault, Addressee>> => {
  if (to.type === 'link') return right(to);
  const living = await livingClaimKeys(making.cache);
  if (isLeft(living)) return living;
  const mailbox = await mailboxClaims(to.email, living.right, making);
  return isLeft(mailbox) ? mailbox : right({ ...to, mailbox: mailbox.right });
};

const invitationIn = ({ events }: Done, otherwise: InvitationId): InvitationId =>
  events.flatMap(({ event }) => (event.type === 'MemberInvited' ? [event.invitationId] : []))[0] ?? otherwise;

type Answer = Awaited<ReturnType<ReturnType<Acts['invite']>>>;
type Inviting = { readonly wish: InvitationWish; readonly terms: Terms; readonly fresh: Token<InvitationId> };

const once = async ({ wish, terms, fresh }: Inviting, making: Making): Promise<Answer> => {
  const { to, lasts, ...others } = wish;
  const whom = await addressee(to, making);
  if (isLeft(whom)) return whom;
  const expires = making.clock.now() + lasts;
  const command = ({ id, hash }: Token<InvitationId>) => ({
    type: 'InviteMember' as const,
    ...others,
    invitationId: id,
    tokenHash: hash,
    addressee: whom.right,
    expires,
  });
  const minting = { fresh, read: readInvitation, fits: () => true, wish: command };
  const token = await keptToken(minting, terms, making);
  if (isLeft(token)) return token;
  const done = await making.ask(command(token.right), terms)();
  if (isLeft(done)) return done;
  const invitationId = invitationIn(done.right, token.right.id);
  const { repeatable } = terms;
  const secret = await toldOnce(done.right, { repeatable, token: token.right }, making);
  return right({ ...done.right, invitationId, secret });
};

const tries = 3;

// A claim key that came meanwhile: the address is named anew.
const again = (answer: Answer): boolean => isLeft(answer) && answer.left.type === 'ClaimsUseLivingKeys';

/** Invites somebody into a team; the secret of the link is made here and told once. */
export const invite =
  (making: Making): Acts['invite'] =>
  (wish, terms = {}) =>
  async () => {
    const inviting = { wish, terms, fresh: mintInvitation(making.ids.invitation(), making.entropy) };
    let answer = await once(inviting, making);
    for (let i = 1; i < tries && again(answer); i++) answer = await once(inviting, making);
    return answer;
  };

/** Accepts or declines the invitation that a link's secret belongs to. */
export const answerInvitation =
  ({ ask }: Making): Acts['answerInvitation'] =>
  ({ actor, secret, answer }, terms = {}) => {
    const token = readInvitation(secret);
    if (token === undefined) return () => Promise.resolve(left({ type: 'InvitationUnknown' }));
    const wish = { actor, invitationId: token.id, tokenHash: token.hash };
    return answer === 'accept'
      ? ask({ type: 'AcceptInvitation', ...wish }, terms)
      : ask({ type: 'DeclineInvitation', ...wish }, terms);
  };
