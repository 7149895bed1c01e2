import { AccountId, closed, Handle, IdentityId, InvitationId, Role } from '@recount/domain/vocabulary';
import * as t from 'io-ts';
import { plain, route } from '../route.js';
import { Cursor, Moment, PagingAsOf, Secret, underAccount, whole } from '../words.js';

const days = whole('Days', 1, 30);
const Link = closed('Link', { uses: whole('Uses', 1, 100) });

/** Somebody to invite: the holder of an e-mail address, or the first so many who have the link. Holds 7 days unless said. */
export const NewInvitation = t.union(
  [
    closed('NewInvitationByAddress', { email: t.string, role: Role }, { days }),
    closed('NewInvitationByLink', { link: Link, role: Role }, { days }),
  ],
  'NewInvitation',
);
export type NewInvitation = t.TypeOf<typeof NewInvitation>;

/**
 * An invitation that was made. `url` holds its secret and is shown here once; `secretGone` says that it was shown before.
 * `mailed` says whether a mail with the link goes to the address: where it is false, nobody was written to.
 */
export const Invited = closed(
  'Invited',
  { invitationId: InvitationId, role: Role, expiresAt: Moment },
  { email: t.string, link: Link, mailed: t.boolean, url: t.string, secretGone: t.literal(true) },
);
export type Invited = t.TypeOf<typeof Invited>;

const StateOfInvitation = t.keyof(
  { open: null, used: null, declined: null, revoked: null, expired: null },
  'InvitationState',
);

/** An invitation as its team sees it; its secret is never shown again. */
export const InvitationShown = closed(
  'InvitationShown',
  {
    invitationId: InvitationId,
    role: Role,
    state: StateOfInvitation,
    inviterId: IdentityId,
    sentAt: Moment,
    expiresAt: Moment,
    acceptedBy: t.readonlyArray(IdentityId),
    revision: t.number,
  },
  { email: t.string, link: Link },
);
export type InvitationShown = t.TypeOf<typeof InvitationShown>;

/** A page of a team's invitations, in the order of their sending. */
export const InvitationsPage = closed(
  'InvitationsPage',
  { invitations: t.readonlyArray(InvitationShown) },
  { next: Cursor },
);
export type InvitationsPage = t.TypeOf<typeof InvitationsPage>;

/**
 * An invitation as the holder of its link sees it before they answer: into which team, as what, and by whom. `state` is
 * what it is to them; `forYou` whether it names their verified address, or is for whoever has the link.
 */
export const InvitationSeen = closed(
  'InvitationSeen',
  {
    accountName: t.string,
    handle: Handle,
    role: Role,
    expiresAt: Moment,
    state: StateOfInvitation,
    forYou: t.boolean,
  },
  { invitedBy: t.string },
);
export type InvitationSeen = t.TypeOf<typeof InvitationSeen>;

const OfAccount = closed('OfAccount', underAccount);
const all = '/v1/accounts/:account/invitations';
const area = 'invitations';
const answering = ['InvitationUnknown', 'InvitationIsForThisPerson', 'InvitationIsUsedOnce'] as const;
const Answer = closed('InvitationAnswer', { invitation: Secret });

/** The routes about invitations. */
export const invitationRoutes = {
  listInvitations: route(
    {
      name: 'listInvitations',
      method: 'GET',
      path: all,
      area,
      summary: 'Whom a team has invited',
      problems: ['AccountUnknown', 'ActionNeedsPermission'],
    },
    { ...plain, params: OfAccount, query: PagingAsOf, answer: InvitationsPage },
  ),
  inviteMember: route(
    {
      name: 'inviteMember',
      method: 'POST',
      path: all,
      area,
      status: 201,
      summary: 'Invites somebody into a team',
      problems: [
        'AccountUnknown',
        'ActionNeedsPermission',
        'ArchivedAccountsAreQuiet',
        'GrantNoMoreThanYouHold',
        'MailboxMalformed',
        'PeopleManagePeople',
        'PersonalAccountHasOnePerson',
        'TooManyRequests',
      ],
    },
    { ...plain, params: OfAccount, body: NewInvitation, answer: Invited },
  ),
  revokeInvitation: route(
    {
      name: 'revokeInvitation',
      method: 'DELETE',
      path: `${all}/:invitation`,
      area,
      status: 204,
      summary: 'Takes an invitation back',
      problems: ['AccountUnknown', 'ActionNeedsPermission', 'InvitationUnknown', 'RevisionMoved'],
    },
    { ...plain, params: closed('OfInvitation', { ...underAccount, invitation: InvitationId }) },
  ),
  lookAtInvitation: route(
    {
      name: 'lookAtInvitation',
      method: 'POST',
      path: '/v1/invitations/look',
      area,
      summary: 'What the invitation says that one holds the link of; nothing is changed by looking',
      problems: ['InvitationUnknown', 'InvitationIsForThisPerson', 'PeopleManagePeople', 'TooManyRequests'],
    },
    { ...plain, body: Answer, answer: InvitationSeen },
  ),
  acceptInvitation: route(
    {
      name: 'acceptInvitation',
      method: 'POST',
      path: '/v1/invitations/accept',
      area,
      summary: 'Accepts the invitation that one holds the link of',
      problems: [
        ...answering,
        'ClosedInvitationsStayClosed',
        'InviterStillMayInvite',
        'RemovedMembersNeedAFreshInvitation',
        'ArchivedAccountsAreQuiet',
      ],
    },
    { ...plain, body: Answer, answer: closed('Accepted', {}, { accountId: AccountId, role: Role }) },
  ),
  declineInvitation: route(
    {
      name: 'declineInvitation',
      method: 'POST',
      path: '/v1/invitations/decline',
      area,
      status: 204,
      summary: 'Declines the invitation that one holds the link of',
      problems: [...answering, 'ClosedInvitationsStayClosed'],
    },
    { ...plain, body: Answer },
  ),
};
