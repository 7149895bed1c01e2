import type { Refusal } from '@recount/domain';

/** What can be wrong with a request before it is decided, and what can be wrong with the service. */
type Trouble =
  | 'AddressUnreadable'
  | 'AmbiguousCredentials'
  | 'BodyNeedsJson'
  | 'BodyTooLarge'
  | 'BodyUnreadable'
  | 'Contended'
  | 'ContextChanged'
  | 'ContextLost'
  | 'CredentialInAddress'
  | 'CredentialMissing'
  | 'CredentialRefused'
  | 'CrossSiteRequest'
  | 'CursorRefused'
  | 'HeadersTooLarge'
  | 'IdempotencyKeyMalformed'
  | 'IdempotencyMismatch'
  | 'MailboxMalformed'
  | 'MethodNotAllowed'
  | 'Misfit'
  | 'PositionOfAnotherLog'
  | 'PositionUnknown'
  | 'ProviderAnswersBadly'
  | 'ProviderRefusesUs'
  | 'ProviderUnreachable'
  | 'RequestInFlight'
  | 'RequestTimedOut'
  | 'RevisionMoved'
  | 'RouteUnknown'
  | 'SignInNotBegunHere'
  | 'SignInNotProven'
  | 'TooManyRequests'
  | 'Unavailable'
  | 'Unexpected'
  | 'Unreadable'
  | 'ViewsBehind';

/** What a program looks at to know what went wrong. */
export type Code = Refusal['type'] | Trouble;

/** A problem: the status that it is answered with, its title, and what one can do about it. */
export type ProblemKind = { readonly status: number; readonly title: string; readonly explanation: string };

const kind = (status: number, title: string, explanation: string): ProblemKind => ({
  status,
  title,
  explanation,
});

/** Every problem there is: a refusal, a misfit or a fault that is missing here does not compile. */
export const problems: Readonly<Record<Code, ProblemKind>> = {
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
  AddressUnreadable: kind(
    400,
    'The address cannot be read',
    'The address holds a percent sign that starts no character, or bytes that are no UTF-8. Encode each part of the path once.',
  ),
  AmbiguousCredentials: kind(
    400,
    'The request holds more than one credential',
    'Send one key, one token or one cookie. Which of several was meant is not guessed.',
  ),
  ArchivedAccountsAreQuiet: kind(
    409,
    'The account is archived',
    'An archived account keeps everything and refuses use. An admin can restore it.',
  ),
  BodyNeedsJson: kind(
    415,
    'The body has to be JSON',
    'Send the header Content-Type: application/json, the text in UTF-8, and no Content-Encoding.',
  ),
  BodyTooLarge: kind(413, 'The body is too large', 'A body may have 64 KiB.'),
  BodyUnreadable: kind(
    400,
    'The body cannot be read as JSON',
    'The text is no JSON, names a field twice or by a reserved name, is nested too deeply, or holds characters that no text has (U+0000, half a surrogate pair).',
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
  Contended: kind(
    503,
    'Many are changing this at once',
    'The same things were changed by others again and again. Try again in a moment; send an Idempotency-Key to be safe.',
  ),
  ContextChanged: kind(
    409,
    'Two accounts are named',
    'The address names one account and the header Recount-Account another. Nothing was done. Look which one you mean, and name it in both.',
  ),
  ContextLost: kind(
    403,
    'The account that you worked in is lost to you',
    'You do not belong to it any more, or it is archived. Choose another account; nothing was done under any.',
  ),
  ContextNeedsMembership: kind(
    404,
    'There is no such account to work in',
    'The account does not exist, or you do not belong to it. Your context is what it was.',
  ),
  CredentialInAddress: kind(
    400,
    'A secret stands in the address',
    'Addresses end up in logs and histories. Send keys in the header Authorization, and consider this one leaked: rotate it.',
  ),
  CredentialIsOver: kind(
    401,
    'The session or key is over',
    'It was ended, revoked or has expired while the request was under way. Sign in again, or use another key.',
  ),
  CredentialMissing: kind(
    401,
    'Who is asking?',
    'Send a key or a session token in the header Authorization, or sign in.',
  ),
  CredentialRefused: kind(
    401,
    'This key or session lets nobody in',
    'It is mistyped, unknown, over, revoked or expired, or its account is archived. Sign in again, or use another key.',
  ),
  CrossSiteRequest: kind(
    403,
    'The request comes from another site',
    'A browser’s session may be used by this site’s own pages only, with JSON. Programs send a key or a token in the header Authorization.',
  ),
  CursorRefused: kind(
    400,
    'The page cannot go on from there',
    'A cursor works for whoever got it, in the same list with the same filter. Begin at the first page.',
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
  HeadersTooLarge: kind(431, 'The headers are too large', 'Address and headers may have 16 KiB together.'),
  IdempotencyKeyMalformed: kind(
    400,
    'The Idempotency-Key cannot be used',
    'It is one header of 16 to 255 visible ASCII characters, a fresh one for each intent: a UUID will do.',
  ),
  IdempotencyMismatch: kind(
    422,
    'The Idempotency-Key belongs to another request',
    'It was used with another content. Take a fresh key for a new intent, and repeat the same content with the same key.',
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
  LoginBelongsToOneIdentity: kind(
    409,
    'This login is claimed twice',
    'This should not be; tell whoever runs the service.',
  ),
  MailboxMalformed: kind(
    400,
    'The address is no e-mail address that we send to',
    'Write it plainly, as in name@example.org, without quotes, comments or spaces.',
  ),
  MemberUnknown: kind(404, 'There is no such member', 'The person is not in this team.'),
  MethodNotAllowed: kind(
    405,
    'The address does not answer to this method',
    'The header Allow names the methods that it answers to.',
  ),
  Misfit: kind(
    400,
    'The request does not fit',
    'The errors say where, and what had to be there. Fields that are not known are refused.',
  ),
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
  PositionOfAnotherLog: kind(
    400,
    'The position is of another log',
    'It was given by another service, or before this one began anew. Leave the header away.',
  ),
  PositionUnknown: kind(409, 'The log has not come that far', 'The position lies beyond the end of the log.'),
  ProviderAnswersBadly: kind(
    502,
    'The sign-in provider answered badly',
    'Nobody is signed in. Try again; if it stays so, choose another provider.',
  ),
  ProviderRefusesUs: kind(
    502,
    'The sign-in provider does not know this service',
    'Whoever runs the service has to check its client id and secret there.',
  ),
  ProviderUnreachable: kind(
    503,
    'The sign-in provider cannot be reached',
    'Nobody is signed in. Try again in a minute, or choose another provider.',
  ),
  RequestInFlight: kind(
    409,
    'The same request is under way',
    'It was sent twice, and the first is not answered yet. Repeat it in a moment to get its outcome.',
  ),
  RequestTimedOut: kind(408, 'The request took too long to arrive', 'Send it again, faster.'),
  RevisionMoved: kind(
    412,
    'It has changed since you looked',
    'Read it again, look whether your change still makes sense, and send it with the new ETag.',
  ),
  RevokedKeysStayRevoked: kind(
    409,
    'The key is revoked',
    'It is neither renamed nor rotated. Issue another.',
  ),
  RouteUnknown: kind(
    404,
    'There is nothing here',
    'Addresses are written in lower case, without a slash at their end. /docs lists them all.',
  ),
  SessionUnknown: kind(404, 'You have no such session', 'It ended long ago, or is somebody else’s.'),
  SignInIsUsedOnce: kind(400, 'This sign-in was completed before', 'Each sign-in works once. Begin again.'),
  SignInNotBegunHere: kind(
    400,
    'This sign-in was not begun in this browser',
    'It is too long ago, was completed before, or was begun elsewhere. Begin again.',
  ),
  SignInNotProven: kind(
    400,
    'The sign-in did not succeed',
    'You or the provider said no, or the answer was not meant for this browser. Begin again.',
  ),
  SsoAndSocialStayApart: kind(
    409,
    'Single sign-on and social logins stay apart',
    'One person has either; a login of one world never joins the other.',
  ),
  TeamKeepsAnAdmin: kind(
    409,
    'A team keeps an admin',
    'This would leave the team without one. Make somebody else an admin first.',
  ),
  TooManyRequests: kind(
    429,
    'Too many requests',
    'The header Retry-After says in how many seconds to try again.',
  ),
  Unavailable: kind(
    503,
    'The service cannot do this now',
    'A store cannot be reached. Try again in a moment; send an Idempotency-Key to be safe.',
  ),
  Unexpected: kind(
    500,
    'Something went wrong in the service',
    'This is a defect. Tell whoever runs the service, with the instance.',
  ),
  Unreadable: kind(
    503,
    'The service stands still',
    'The log holds something that this version cannot read. Whoever runs the service sees where in its health.',
  ),
  ViewsBehind: kind(
    503,
    'The answer is not ready yet',
    'This node has not followed the log that far. Try again in a moment.',
  ),
};

const isCode = (name: string): name is Code => Object.hasOwn(problems, name);

/** Every code, in the order of the alphabet. */
export const codes: ReadonlyArray<Code> = Object.keys(problems).filter(isCode);
