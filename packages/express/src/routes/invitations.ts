import { type InvitationShown, momentOf, type NewInvitation, routes } from '@recount/api';
import { canonicalMailbox, invitationAddress, type InvitationWish, type OneTimeSecret } from '@recount/core';
import { invitationStream } from '@recount/domain/facts';
import { day } from '@recount/domain/vocabulary';
import { type InvitationDocument, invitationsOfAccount } from '@recount/projections';
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
import { isNone } from 'fp-ts/lib/Option.js';
import { type Failure, fails } from '../answer/failure.js';
import { listed } from '../answer/lists/lists.js';
import { profilesOf, type Told, toldOf } from '../answer/personal.js';
import { toldAgain } from '../answer/told-again.js';
import { seenBy } from '../answer/unchanged.js';
import { acting, type Binding, reading, seeing, writing } from '../door/doors.js';

const usualDays = 7;

const invitee = (invitation: InvitationDocument, told: Told | undefined) => {
  const { invitee: whom } = invitation;
  if (whom.type === 'link') return { link: { uses: whom.uses } };
  const email = told?.['email'];
  return email === undefined ? {} : { email };
};

const shown = (invitation: InvitationDocument, told: Told | undefined, now: number): InvitationShown => {
  const { invitationId, role, state, inviterId, sentAt, expires, acceptedBy, revision } = invitation;
  return {
    invitationId,
    role,
    state: state === 'open' && expires <= now ? 'expired' : state,
    inviterId,
    sentAt: momentOf(sentAt),
    expiresAt: momentOf(expires),
    acceptedBy,
    revision,
    ...invitee(invitation, told),
  };
};

const listInvitations = reading(routes.listInvitations, 'members:read', async (asked) => {
  const { core } = asked.node;
  const page = await listed(asked, invitationsOfAccount, asked.accountId);
  if (isLeft(page)) return page;
  const { rows, next } = page.right;
  const sealed = rows.map(({ document: { invitee: whom } }) =>
    whom.type === 'address' ? whom.sealed : undefined,
  );
  const told = await toldOf(core, sealed);
  if (isLeft(told)) return told;
  const invitations = rows.map(({ document }, index) => shown(document, told.right[index], asked.eyes.at));
  return right(next === undefined ? { body: { invitations } } : { body: { invitations, next }, next });
});

// Mail goes to the one form that addresses are compared in, never to another way of writing it.
const whomOf = (body: NewInvitation): Either<Failure, InvitationWish['to']> => {
  if ('link' in body) return right({ type: 'link', uses: body.link.uses });
  const mailbox = canonicalMailbox(body.email);
  return isNone(mailbox) ? fails('MailboxMalformed') : right({ type: 'address', email: mailbox.value });
};

const urlOf = (origin: string, secret: OneTimeSecret) =>
  secret.type === 'told' ? { url: invitationAddress(origin, secret.secret) } : { secretGone: true as const };

const inviteMember = writing(routes.inviteMember, async (asked) => {
  const { node, who, accountId, body, terms } = asked;
  const to = whomOf(body);
  if (isLeft(to)) return to;
  const lasts = (body.days ?? usualDays) * day;
  const invited = await node.core.invite(
    { actor: who.actor, accountId, role: body.role, to: to.right, lasts },
    terms,
  )();
  if (isLeft(invited)) return invited;
  const { invitationId, events, mailed } = invited.right;
  const secret = await toldAgain(asked, 'members:read', invited.right);
  const expires = events.flatMap(({ event }) => (event.type === 'MemberInvited' ? [event.expires] : []))[0];
  const whom =
    to.right.type === 'link' ? { link: { uses: to.right.uses } } : { email: to.right.email, mailed };
  return right({
    body: {
      invitationId,
      role: body.role,
      expiresAt: momentOf(expires ?? node.now() + lasts),
      ...whom,
      ...urlOf(node.origin, secret),
    },
    done: invited.right,
  });
});

const revokeInvitation = writing(routes.revokeInvitation, async (asked) => {
  const { node, who, accountId, request } = asked;
  const { invitation: invitationId } = asked.params;
  const terms = { ...asked.terms, ...seenBy(request, invitationStream(invitationId)) };
  const wish = { type: 'RevokeInvitation' as const, actor: who.actor, accountId, invitationId };
  const done = await node.core.ask(wish, terms)();
  return isLeft(done) ? done : right({ body: {}, done: done.right });
});

const lookAtInvitation = seeing(routes.lookAtInvitation, async ({ node: { core }, who, body }) => {
  const seen = await core.lookAtInvitation({ who, secret: body.invitation })();
  if (isLeft(seen)) return seen;
  const { invitation, team, state } = seen.right;
  const inviter = await profilesOf(core, [invitation.inviterId]);
  if (isLeft(inviter)) return inviter;
  const name = inviter.right[0]?.name;
  return right({
    body: {
      accountName: team.name,
      handle: team.handle,
      role: invitation.role,
      expiresAt: momentOf(invitation.expires),
      state,
      forYou: invitation.invitee.type === 'address',
      ...(name === undefined ? {} : { invitedBy: name }),
    },
  });
});

/** The routes about invitations. */
export const invitationBindings: ReadonlyArray<Binding> = [
  listInvitations,
  inviteMember,
  revokeInvitation,
  lookAtInvitation,
  acting(routes.acceptInvitation, async ({ node: { core }, person: { actor }, body, terms }) => {
    const wish = { actor, secret: body.invitation, answer: 'accept' as const };
    const done = await core.answerInvitation(wish, terms)();
    if (isLeft(done)) return done;
    const joined = done.right.events.flatMap(({ event }) =>
      event.type === 'MemberJoined' ? [event] : [],
    )[0];
    const where = joined === undefined ? {} : { accountId: joined.accountId, role: joined.role };
    return right({ body: where, done: done.right });
  }),
  acting(routes.declineInvitation, async ({ node: { core }, person: { actor }, body, terms }) => {
    const wish = { actor, secret: body.invitation, answer: 'decline' as const };
    const done = await core.answerInvitation(wish, terms)();
    return isLeft(done) ? done : right({ body: {}, done: done.right });
  }),
];
