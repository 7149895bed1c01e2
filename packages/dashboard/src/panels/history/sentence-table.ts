import type { HappeningShown } from '@recount/api';
import { textOf } from '../../wire/text.js';
import type { Names } from './names.js';

/** What a happening says, by field; personal parts included. */
export type Told = {
  readonly text: (field: string) => string;
  readonly name: (field: string) => string;
  readonly personal: (field: string) => string | undefined;
  readonly is: (field: string, value: unknown) => boolean;
  /** Whether the happening is about the very person who did it. */
  readonly byThemselves: boolean;
};

/** Reads a happening's fields, with names for ids. */
export const toldBy = ({ details, personal, actor }: HappeningShown, names: Names): Told => {
  const text = (field: string): string => textOf(details[field]);
  return {
    text,
    name: (field) => names.of(text(field)),
    personal: (field) => {
      const value = personal.map(({ fields }) => fields[field]).find((one) => one !== undefined);
      return typeof value === 'string' ? value : undefined;
    },
    is: (field, value) => details[field] === value,
    byThemselves: actor.type !== 'session' || actor.identityId === details['identityId'],
  };
};

const day = (moment: string): string => new Date(Number(moment) || moment).toLocaleDateString('en');

const until = (told: Told, field: string): string =>
  told.text(field) === '' ? '' : `, until ${day(told.text(field))}`;

const entrances: Readonly<Record<string, string>> = {
  merge: 'a merge of two identities',
  unmerge: 'a login that was taken out',
};

const links: Readonly<Record<string, string>> = {
  merge: 'was joined by their login at',
  link: 'linked a login at',
  unmerge: 'took out their login at',
};

/** What somebody did, after their name, by the type of the event; what only mirrors another event says nothing. */
export const sentences: Readonly<Record<string, (told: Told) => string | undefined>> = {
  PersonalAccountOpened: () => 'got this personal account',
  PersonalAccountPassed: (told) => `passed this personal account to ${told.name('identityId')}`,
  TeamCreated: (told) => `created the team “${told.text('name')}”`,
  AccountRenamed: (told) =>
    told.text('name') === '' ? 'changed the name' : `changed the name to “${told.text('name')}”`,
  HandleChanged: (told) => `changed the handle from ${told.text('from')} to ${told.text('to')}`,
  HandleClaimed: (told) => `took the handle ${told.text('handle')}`,
  HandleReleased: (told) => `gave the handle ${told.text('handle')} up`,
  AccountArchived: () => 'archived the account',
  AccountRestored: () => 'restored the account',
  MemberJoined: (told) =>
    told.is('by', 'creation')
      ? 'became its first admin'
      : `joined as ${told.text('role')}, by ${entrances[told.text('by')] ?? 'invitation'}`,
  RoleChanged: (told) => `made ${told.name('identityId')} ${told.text('to')} (was ${told.text('from')})`,
  MemberRemoved: (told) => `removed ${told.name('identityId')}`,
  MemberLeft: () => 'left',
  MemberInvited: (told) =>
    `invited ${told.personal('email') ?? 'whoever has the link'} as ${told.text('role')}`,
  InvitationAccepted: () => 'accepted an invitation',
  InvitationDeclined: () => 'declined an invitation',
  InvitationRevoked: () => 'took an invitation back',
  KeyIssued: (told) =>
    `issued the key “${told.text('name')}” (${told.text('scope')}, ending in ${told.text('last4')}${until(told, 'expires')})`,
  KeyRenamed: (told) => `renamed a key to “${told.text('name')}”`,
  KeyRotated: (told) => `gave ${told.name('keyId')} another secret, ending in ${told.text('last4')}`,
  KeyRevoked: (told) => `revoked ${told.name('keyId')} (${told.text('why')})`,
  SessionStarted: () => 'signed in',
  SessionEnded: (told) =>
    told.is('why', 'signedOut') ? 'signed out' : `ended a session (${told.text('why')})`,
  ContextSwitched: (told) => `went from ${told.name('from')} to ${told.name('to')}`,
  SessionsInvalidated: (told) => `ended sessions (${told.text('why')})`,
  IdentityRegistered: () => 'came to be known here',
  LoginLinked: (told) => `${links[told.text('by')] ?? 'proved who they are at'} ${told.text('issuer')}`,
  LoginUnlinked: () => 'took a login away',
  IdentitiesMerged: () => 'became one person with another identity of theirs',
  AddressVouched: () => undefined,
  LoginReleased: () => undefined,
  MailboxReleased: () => undefined,
  AccountJoined: () => undefined,
  AccountLeft: () => undefined,
  LoginClaimed: () => undefined,
  MailboxClaimed: () => undefined,
};
