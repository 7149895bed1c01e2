import type { Event } from '@recount/domain/facts';
import type { KeyIssued } from '@recount/domain/facts/key';
import type { SessionStarted } from '@recount/domain/facts/session';
import {
  type ClaimDigest,
  day,
  type InvitationId,
  type Realm,
  type Role,
  type Scope,
} from '@recount/domain/vocabulary';
import {
  called,
  digest,
  firstKey,
  github,
  hashOf,
  type Key,
  now,
  type Person,
  secondKey,
  social,
  tomorrow,
  type Workspace,
} from './people.js';

/** A log with one living claim key. */
export const opened: ReadonlyArray<Event> = [
  { type: 'LogOpened', logId: 'log-of-tests', format: 1, playground: false },
  { type: 'ClaimKeyAdded', kid: firstKey },
];

/** A log with two living claim keys. */
export const openedWithTwo: ReadonlyArray<Event> = [...opened, { type: 'ClaimKeyAdded', kid: secondKey }];

/** The text that a person's login at an issuer is claimed by. */
export const loginText = ({ email }: Person, issuer: string = github): string => `${issuer} ${email}`;

/** What is written when somebody's session starts. */
export const started = (person: Person, more: Partial<SessionStarted> = {}): SessionStarted => ({
  type: 'SessionStarted',
  sessionId: person.sessionId,
  tokenHash: hashOf('a session token'),
  expires: tomorrow,
  identityId: person.identityId,
  assurance: { login: digest(loginText(person)), issuer: github, realm: social },
  generation: 0,
  context: person.accountId,
  addresses: [digest(person.email)],
  startedAt: now,
  ...more,
});

/** Somebody came to be known, in a realm, with a login of an issuer, and has an account of their own. */
export const known = (
  person: Person,
  realm: Realm = social,
  issuer: string = github,
): ReadonlyArray<Event> => {
  const { identityId, accountId, handle } = person;
  const login = digest(loginText(person, issuer));
  const vouched: Event = { type: 'AddressVouched', identityId, login, mailbox: digest(person.email) };
  const vouching = realm.type === 'social' ? [vouched] : [];
  return [
    { type: 'IdentityRegistered', identityId, realm },
    {
      type: 'LoginLinked',
      identityId,
      login,
      issuer,
      by: 'registration',
      mailbox: realm.type === 'social' ? 'claimed' : 'notLookedAt',
    },
    { type: 'LoginClaimed', login, identityId },
    ...vouching,
    { type: 'HandleClaimed', handle, accountId },
    { type: 'PersonalAccountOpened', accountId, identityId, handle },
    { type: 'AccountJoined', identityId, accountId, kind: 'personal' },
  ];
};

/** Somebody holds the mailbox of their address. */
export const holdsMailbox = ({ identityId, email }: Person): Event => ({
  type: 'MailboxClaimed',
  mailbox: digest(email),
  identityId,
});

/** Somebody signed up by a social provider, with their verified address, and is signed in. */
export const signedUp = (person: Person): ReadonlyArray<Event> => [
  ...known(person),
  holdsMailbox(person),
  started(person),
];

/** Everybody here signed up and is signed in, in a log with one claim key. */
export const people = (...persons: ReadonlyArray<Person>): ReadonlyArray<Event> => [
  ...opened,
  ...persons.flatMap(signedUp),
];

type Entrance =
  | { readonly by: 'creation' }
  | { readonly by: 'invitation'; readonly invitationId: InvitationId; readonly through?: ClaimDigest };

const howOf = (entrance: Entrance) =>
  entrance.by === 'creation' ? entrance : { by: entrance.by, invitationId: entrance.invitationId };

/** A person joined a team. */
export const joined = (
  { accountId }: Workspace,
  [person, role]: readonly [Person, Role],
  entrance: Entrance = { by: 'creation' },
): ReadonlyArray<Event> => [
  { type: 'MemberJoined', accountId, identityId: person.identityId, role, ...howOf(entrance) },
  {
    type: 'AccountJoined',
    identityId: person.identityId,
    accountId,
    kind: 'team',
    role,
    ...(entrance.by === 'invitation' ? { through: entrance.through ?? digest(loginText(person)) } : {}),
  },
];

/** A team with its members, whose first is who created it. */
export const team = (
  workspace: Workspace,
  creator: Person,
  ...others: ReadonlyArray<readonly [Person, Role]>
): ReadonlyArray<Event> => {
  const { accountId, handle, name } = workspace;
  return [
    { type: 'HandleClaimed', handle, accountId },
    { type: 'TeamCreated', accountId, identityId: creator.identityId, name, handle },
    ...joined(workspace, [creator, 'admin']),
    ...others.flatMap((member) => joined(workspace, member)),
  ];
};

/** A person is out of a team. */
export const gone = ({ accountId }: Workspace, { identityId }: Person): ReadonlyArray<Event> => [
  { type: 'MemberRemoved', accountId, identityId },
  { type: 'AccountLeft', identityId, accountId },
];

/** An account is archived. */
export const archived = ({ accountId }: Pick<Workspace, 'accountId'>): Event => ({
  type: 'AccountArchived',
  accountId,
});

/** An account has a key. */
export const issued = (key: Key, scope: Scope, more: Partial<KeyIssued> = {}): KeyIssued => ({
  type: 'KeyIssued',
  ...key,
  name: called('build'),
  scope,
  hash: hashOf(key.keyId),
  last4: 'aB3x',
  ...more,
});

/** A key was revoked. */
export const revoked = (key: Key): Event => ({ type: 'KeyRevoked', ...key, why: 'leaked' });

/** All sessions of a person are over. */
export const signedOutEverywhere = ({ identityId }: Person, generation = 1): Event => ({
  type: 'SessionsInvalidated',
  identityId,
  generation,
  why: 'signedOutEverywhere',
});

/** How long a handle rests. */
export const restsUntil = now + 90 * day;
