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

type Asking = { readonly wish: InvitationWish; readonly terms: Terms; readonly token: Token<InvitationId> };
type Answer = Awaited<ReturnType<ReturnType<Acts['invite']>>>;

const once = async ({ wish, terms, token }: Asking, making: Making): Promise<Answer> => {
  const { to, lasts, ...others } = wish;
  const whom = await addressee(to, making);
  if (isLeft(whom)) return whom;
  const expires = making.clock.now() + lasts;
  const offer = { invitationId: token.id, tokenHash: token.hash, addressee: whom.right, expires };
  const done = await making.ask({ type: 'InviteMember', ...others, ...offer }, terms)();
  if (isLeft(done)) return done;
  const invitationId = invitationIn(done.right, token.id);
  return right({ ...done.right, invitationId, secret: toldOnce(done.right, token) });
};

const tries = 3;

// A claim key that came meanwhile: the address is named anew.
const again = (answer: Answer): boolean => isLeft(answer) && answer.left.type === 'ClaimsUseLivingKeys';

/** Invites somebody into a team; the secret of the link is made here and told once. */
export const invite =
  (making: Making): Acts['invite'] =>
  (wish, terms = {}) =>
  async () => {
    const fresh = mintInvitation(making.ids.invitation(), making.entropy);
    const kept = await keptToken(fresh, terms, { oneTime: making.oneTime, read: readInvitation });
    if (isLeft(kept)) return kept;
    const asking = { wish, terms, token: kept.right };
    let answer = await once(asking, making);
    for (let i = 1; i < tries && again(answer); i++) answer = await once(asking, making);
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
