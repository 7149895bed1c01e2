import type { Refusal } from '@recount/domain';
import { kind, type ProblemKind } from './kind.js';

/** What every refusal of the domain is answered with: one that is missing here does not compile. */
export const refusals: Readonly<Record<Refusal['type'], ProblemKind>> = {
  AccountUnknown: kind(
    404,
    'There is no such account',
    'The account does not exist, or you do not belong to it. Check the id or handle, and that you use the right key or session.',
  ),
  ActionNeedsPermission: kind(
    403,
    'This needs a right that you do not have here',
    'You belong to the account, and your role or key does not allow this. An admin of the account can do it, or give you a role that can.',
  ),
  ArchivedAccountsAreQuiet: kind(
    409,
    'The account is archived',
    'An archived account keeps everything and refuses use. An admin can restore it.',
  ),
  ClaimsUseLivingKeys: kind(
    503,
    'Try again in a moment',
    'A key that names logins and addresses was being changed just then.',
  ),
  ClosedInvitationsStayClosed: kind(
    409,
    'The invitation is closed',
    'It was declined, taken back, or has expired. Ask for another one.',
  ),
  ContextNeedsMembership: kind(
    404,
    'There is no such account to work in',
    'The account does not exist, or you do not belong to it. Your context is what it was.',
  ),
  CredentialIsOver: kind(
    401,
    'The session or key is over',
    'It was ended, revoked or has expired while the request was under way. Sign in again, or use another key.',
  ),
  GrantNoMoreThanYouHold: kind(
    403,
    'Nobody gives a role with rights that they do not hold',
    'Ask an admin to give this role.',
  ),
  HandleIsTakenOnce: kind(
    409,
    'The handle is taken',
    'Another account has it, or had it within the last 90 days. Choose another.',
  ),
  IdsAreFresh: kind(503, 'Try again', 'A new id was taken already, which happens about never.'),
  InvitationIsForThisPerson: kind(
    403,
    'The invitation is for somebody else',
    'It can be answered by whoever signs in with the verified address that was invited.',
  ),
  InvitationIsUsedOnce: kind(
    409,
    'The invitation was used',
    'You or others have used it up. Ask for another one.',
  ),
  InvitationUnknown: kind(
    404,
    'There is no such invitation',
    'The link is incomplete, or the invitation is not of this account.',
  ),
  RemovedMembersNeedAFreshInvitation: kind(
    403,
    'The invitation is older than your removal',
    'You were removed from the team after this invitation was sent. Ask an admin for another one.',
  ),
  MintedKeysEndWithTheirMaker: kind(
    403,
    'The key would outlive the one that asks',
    'A key that ends issues and rotates only keys that end no later. Give expiresAt, or ask as a person.',
  ),
  InviterStillMayInvite: kind(
    403,
    'The invitation does not hold any more',
    'Whoever invited you may not give this role any more. Ask an admin for another invitation.',
  ),
  KeysBelongToAccounts: kind(
    404,
    'The account has no such key',
    'A key belongs to one account; under any other it does not exist.',
  ),
  KeysEndInTheFuture: kind(
    422,
    'The key would be over before it began',
    'Choose a moment that is to come, or none.',
  ),
  KeysMintOnlyLesserKeys: kind(
    403,
    'A key issues and changes API keys only',
    'An ADMIN key is issued and changed by a person.',
  ),
  IdentityKeepsALogin: kind(
    409,
    'It is your only way in',
    'An identity keeps at least one login. Link another first.',
  ),
  LoginBelongsToOneIdentity: kind(
    409,
    'This login is somebody else’s here',
    'A login proves one identity. If both are you, merge them; or take it out of the other first.',
  ),
  LoginUnknown: kind(404, 'You have no such login', 'It was taken out, or is somebody else’s.'),
  MemberUnknown: kind(404, 'There is no such member', 'The person is not in this team.'),
  PeopleManagePeople: kind(
    403,
    'Only a person may do this',
    'A key acts as an account and is no person: it has no sessions and teams of its own, and neither invites nor removes anybody. Sign in.',
  ),
  PersonalAccountHasOnePerson: kind(
    409,
    'A personal account has exactly one person',
    'Create a team to work with others.',
  ),
  RevokedKeysStayRevoked: kind(
    409,
    'The key is revoked',
    'It is neither renamed nor rotated. Issue another.',
  ),
  SessionUnknown: kind(404, 'You have no such session', 'It ended long ago, or is somebody else’s.'),
  SignInIsUsedOnce: kind(400, 'This sign-in was completed before', 'Each sign-in works once. Begin again.'),
  SingleSignOnHasOneLogin: kind(
    409,
    'Single sign-on has one way in',
    'Whoever signs in by a company’s single sign-on has that one login: nothing is linked to it, and it merges with nobody.',
  ),
  SsoAndSocialStayApart: kind(
    409,
    'Single sign-on and social logins stay apart',
    'One person has either; a login of one world never joins the other.',
  ),
  SsoEmailIsWithinVerifiedDomains: kind(
    403,
    'Your organization’s sign-in named no address of its own',
    'The provider vouched for no e-mail address, or for one outside the domains that the organization has proven to own. Its admin can look at what the provider sends.',
  ),
  TeamKeepsAnAdmin: kind(
    409,
    'A team keeps an admin',
    'This would leave the team without one. Make somebody else an admin first.',
  ),
  WaysInNeedAFreshSignIn: kind(
    403,
    'Sign in again first',
    'Who changes how they sign in has signed in within the last five minutes. Sign in again and come back.',
  ),
};
