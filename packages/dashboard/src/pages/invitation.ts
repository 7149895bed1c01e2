import { button, card, element, heading } from '../dom/element.js';
import { formFor } from '../dom/form.js';
import { say } from '../dom/say.js';
import type { Tab } from '../tab/tab.js';
import { waitingInvitation } from '../tab/waiting.js';
import { wordsFor } from '../wire/wrong.js';

type Accepted = { readonly accountId?: string };

// The answer comes from the invitation's own team, whatever this tab shows: the new account's id is a fine handle.
const accept = async (tab: Tab, invitation: string): Promise<string | undefined> => {
  const answer = await tab.ask<Accepted>({
    method: 'POST',
    path: '/v1/invitations/accept',
    body: { invitation },
  });
  if (answer.type === 'problem') return wordsFor(answer.problem);
  waitingInvitation.forget();
  say('Welcome. The team is among your accounts now.');
  const { accountId } = answer.body;
  tab.go(
    accountId === undefined ? { page: 'home' } : { page: 'account', handle: accountId, panel: 'people' },
  );
  return undefined;
};

const decline = async (tab: Tab, invitation: string): Promise<void> => {
  const answer = await tab.ask({ method: 'POST', path: '/v1/invitations/decline', body: { invitation } });
  say(answer.type === 'problem' ? answer.problem.detail : 'The invitation is declined.');
  waitingInvitation.forget();
  tab.go({ page: 'home' });
};

const later = (tab: Tab): void => {
  waitingInvitation.forget();
  tab.go({ page: 'home' });
};

/** Asks whether to accept an invitation that waits for an answer. */
export const invitationPage = (tab: Tab, invitation: string): HTMLElement => {
  const you = tab.me.email ?? tab.me.name ?? 'yourself';
  const form = formFor({
    content: [
      element('p', {}, `You answer as ${you}. Your personal account stays yours alone, whatever you choose.`),
    ],
    action: 'Accept and join',
    send: () => accept(tab, invitation),
  });
  form.lastElementChild?.append(
    button('Decline', '', () => decline(tab, invitation)),
    button('Not now', 'plain', () => later(tab)),
  );
  return element(
    'main',
    { class: 'alone', tabindex: '-1' },
    heading('You are invited into a team', 'Accepting makes it one of the accounts that you can work in.'),
    card('Your answer', form),
  );
};
