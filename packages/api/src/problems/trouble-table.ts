import { kind, type ProblemKind } from './kind.js';

/** What can be wrong with a request before it is decided, and what can be wrong with the service. */
export type Trouble =
  | 'AddressUnreadable'
  | 'AmbiguousCredentials'
  | 'BodyNeedsForm'
  | 'BodyNeedsJson'
  | 'BodyTooLarge'
  | 'BodyUnreadable'
  | 'ConnectionUnknown'
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
  | 'Overloaded'
  | 'PositionOfAnotherLog'
  | 'PositionUnknown'
  | 'ProofIsOver'
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

/** What misfits and faults are answered with. */
export const troubles: Readonly<Record<Trouble, ProblemKind>> = {
  AddressUnreadable: kind(
    400,
    'The address cannot be read',
    'The address holds a percent sign that starts no character, bytes that are no UTF-8, or a host or port that is none. Encode each part of the path once.',
  ),
  AmbiguousCredentials: kind(
    400,
    'The request holds more than one credential',
    'Send one key, one token or one cookie. Which of several was meant is not guessed.',
  ),
  BodyNeedsForm: kind(
    415,
    'The body has to be a form',
    'A provider’s answer comes as a browser sends a form: Content-Type: application/x-www-form-urlencoded, without Content-Encoding.',
  ),
  BodyNeedsJson: kind(
    415,
    'The body has to be JSON',
    'Send the header Content-Type: application/json, the text in UTF-8, and no Content-Encoding.',
  ),
  BodyTooLarge: kind(
    413,
    'The body is too large',
    'A body may have 64 KiB; a provider’s answer to a sign-in 384 KiB.',
  ),
  BodyUnreadable: kind(
    400,
    'The body cannot be read as JSON',
    'The text is no JSON, names a field twice or by a reserved name, is nested too deeply, or holds characters that no text has (U+0000, half a surrogate pair).',
  ),
  ConnectionUnknown: kind(
    404,
    'There is no such connection',
    'The address names no single sign-on that is in use here. Begin at the first page, with your e-mail address.',
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
  CredentialInAddress: kind(
    400,
    'A secret stands in the address',
    'Addresses end up in logs and histories. Send keys in the header Authorization, and consider this one leaked: rotate it.',
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
  MailboxMalformed: kind(
    400,
    'The address is no e-mail address that we send to',
    'Write it plainly, as in name@example.org, without quotes, comments or spaces.',
  ),
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
  Overloaded: kind(
    503,
    'The service has its hands full',
    'More requests are under way than this node takes on; nothing of this one was read. Try again in a moment, and have fewer under way at once.',
  ),
  PositionOfAnotherLog: kind(
    400,
    'The position is of another log',
    'It was given by another service, or before this one began anew. Leave the header away.',
  ),
  PositionUnknown: kind(409, 'The log has not come that far', 'The position lies beyond the end of the log.'),
  ProofIsOver: kind(
    404,
    'The proof is over',
    'Another identity’s login was proven too long ago, in another session, or for a merge that is done. Link it again.',
  ),
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
  RouteUnknown: kind(
    404,
    'There is nothing here',
    'Addresses are written in lower case, without a slash at their end. /docs lists them all.',
  ),
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
