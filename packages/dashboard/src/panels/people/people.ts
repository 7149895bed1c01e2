import { nameOf } from '../../account.js';
import { card, element, heading, named } from '../../dom/element.js';
import type { Tab } from '../../tab/tab.js';
import { invitationList } from './invitations.js';
import { invite } from './invite.js';
import { memberList } from './members.js';

/** The people of the tab's team: who belongs to it, whom it has invited, and a way to invite more. */
export const peoplePanel = (tab: Tab): HTMLElement => {
  const once = element('div', { 'aria-live': 'polite' });
  const members = element('div', {});
  const invitations = element('div', {});
  const refillMembers = (): void => members.replaceChildren(memberList(tab, refillMembers));
  const refillInvitations = (): void => invitations.replaceChildren(invitationList(tab, refillInvitations));
  const invited = (link: HTMLElement): void => {
    once.replaceChildren(link);
    link.focus();
    refillInvitations();
  };
  refillMembers();
  refillInvitations();
  return element(
    'main',
    { tabindex: '-1' },
    heading(
      'People',
      'Whoever belongs to ',
      named(nameOf(tab.account, tab.me)),
      ' works in it as themselves.',
    ),
    card('Members', members),
    once,
    tab.may('members:invite') ? card('Invite somebody', invite(tab, invited)) : undefined,
    card('Invitations', invitations),
  );
};
