import type { InvitationShown, InvitationsPage } from '@recount/api';
import { button, element, named } from '../../dom/element.js';
import { date } from '../../dom/moments.js';
import { say } from '../../dom/say.js';
import { type Tab, under } from '../../tab/tab.js';
import { asPage, from, listed } from '../../wire/pages.js';

const revoke = async (tab: Tab, { invitationId }: InvitationShown, changed: () => void): Promise<void> => {
  const answer = await tab.ask({ method: 'DELETE', path: under(tab, `/invitations/${invitationId}`) });
  say(answer.type === 'problem' ? answer.problem.detail : 'The invitation is taken back.');
  changed();
};

const usedOf = ({ link, acceptedBy }: InvitationShown): string =>
  link === undefined ? '' : `used by ${acceptedBy.length} of ${link.uses} · `;

const row = (tab: Tab, invitation: InvitationShown, changed: () => void): HTMLElement => {
  const { email, role, state, sentAt, expiresAt } = invitation;
  const isOpen = state === 'open';
  const words = element(
    'div',
    {},
    element(
      'p',
      {},
      element('strong', {}, email === undefined ? 'Whoever has the link' : named(email)),
      ' ',
      element('span', { class: 'tag' }, role),
      ' ',
      element('span', { class: `tag ${isOpen ? 'strong' : ''}` }, state),
    ),
    element('small', {}, usedOf(invitation), 'sent ', date(sentAt), ' · holds until ', date(expiresAt)),
  );
  const back = button('Take back', 'small', () => revoke(tab, invitation, changed));
  const may = isOpen && tab.may('members:invite');
  return element('li', { class: isOpen ? '' : 'gone' }, words, may ? back : undefined);
};

/** The invitations of the tab's team; `changed` hears when one was taken back. */
export const invitationList = (tab: Tab, changed: () => void): HTMLElement =>
  listed<InvitationShown>({
    load: async (after) => {
      const path = from(under(tab, '/invitations'), after);
      const answer = await tab.ask<InvitationsPage>({ method: 'GET', path });
      return asPage(answer, ({ invitations, next }) => ({ items: invitations, next }));
    },
    row: (invitation) => row(tab, invitation, changed),
    none: 'Nobody has been invited yet.',
  });
