import type { Addressee } from '@recount/domain/invitations';
import type { InvitationId } from '@recount/domain/vocabulary';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import { mintInvitation, readInvitation, type Token } from '../../access/index.js';
import type { Done, Terms, Wish } from '../asking/index.js';
import { unavailable } from '../../ports/index.js';
import type { Fault } from '../../node/faults.js';
import type { Acts, InvitationWish } from './acts.js';
import { livingClaimKeys, mailboxClaims, type Making } from './making.js';
import { keptToken, toldOnce } from './secrets.js';

// The secret stands behind the #, which no browser sends: it reaches no log on the way.
/** The link of an invitation; `origin` is where browsers find the service. */
export const invitationAddress = (origin: string, secret: string): string =>
  `${origin}/#/invitations/${secret}`;

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

type Command = { readonly type: 'InviteMember' } & Wish<'InviteMember'>;
type Asking = { readonly terms: Terms; readonly token: Token<InvitationId> };

const plainly = (command: Command, { terms }: Asking, { ask }: Making) => ask(command, terms)();

type Asked = ReturnType<typeof plainly>;

// A log that does not answer says nothing of the commit, which the same request may have made before: whoever sends the
// letter looks for it there.
const isRefused = ({ type }: { readonly type: string }): boolean => type !== 'Unavailable';

// The secret is in no event: the letter is kept before the commit, and goes when the log has it.
const withLetter = async (command: Command, asking: Asking, making: Making): Asked => {
  const { id, text } = asking.token;
  const kept = await making.mailing.invite(id, text);
  if (isLeft(kept)) return left(unavailable(kept.left.detail));
  const done = await plainly(command, asking, making);
  if (!isLeft(done)) making.mailing.invited();
  else if (isRefused(done.left)) await making.mailing.refused(id);
  return done;
};

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
  const mailed = making.mailing.isOn && to.type === 'address';
  const done = await (mailed ? withLetter : plainly)(
    command(token.right),
    { terms, token: token.right },
    making,
  );
  if (isLeft(done)) return done;
  const invitationId = invitationIn(done.right, token.right.id);
  const { repeatable } = terms;
  const secret = await toldOnce(done.right, { repeatable, token: token.right }, making);
  return right({ ...done.right, invitationId, secret, mailed });
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
