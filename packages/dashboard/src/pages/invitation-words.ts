import type { InvitationSeen } from '@recount/api';
import { ownerOf } from '../account.js';
import { type Child, element, named } from '../dom/element.js';
import type { Tab } from '../tab/tab.js';

/** Who invites, into which team, as what. */
export const title = ({ invitedBy, accountName, role }: InvitationSeen): ReadonlyArray<Child> => [
  ...(invitedBy === undefined ? ['You are invited'] : [named(invitedBy), ' invites you']),
  ' to join ',
  named(accountName),
  ` as ${role}`,
];

const fact = (term: string, ...words: ReadonlyArray<Child>): ReadonlyArray<HTMLElement> => [
  element('dt', {}, term),
  element('dd', {}, ...words),
];

const may: Readonly<Record<InvitationSeen['role'], string>> = {
  admin: 'everything, people and keys included',
  developer: 'build, deploy and run',
  billing: 'see and pay the bills',
  auditor: 'read everything, change nothing',
};

const yourself = ({ me }: Tab): ReadonlyArray<Child> => {
  const name = me.name ?? me.email ?? 'yourself';
  return me.email === undefined || me.email === name ? [named(name)] : [named(name), ` (${me.email})`];
};

/** What accepting means: as whom one answers, in which account one will be, and what stays as it is. */
export const offer = (
  tab: Tab,
  { accountName, handle, role }: InvitationSeen,
): ReadonlyArray<HTMLElement> => [
  element(
    'dl',
    { class: 'facts' },
    ...fact('You answer as', ...yourself(tab)),
    ...fact('You will be in', element('strong', {}, named(accountName)), ' ', element('small', {}, handle)),
    ...fact('There you may', may[role]),
  ),
  element(
    'p',
    { class: 'quiet' },
    'Your own account stays yours alone. If you do not accept, you stay in ',
    named(ownerOf(tab.account, tab.me)),
    '.',
  ),
];

/** What is said of an invitation that is open no more. */
export const closedInvitation: Readonly<Record<Exclude<InvitationSeen['state'], 'open'>, string>> = {
  used: 'The invitation is used up',
  declined: 'The invitation was declined',
  revoked: 'The invitation was taken back',
  expired: 'The invitation has expired',
};
