import type { InvitationSeen } from '@recount/api';
import { nameOf } from '../account.js';
import { button, type Child, element, heading, named } from '../dom/element.js';
import { formFor } from '../dom/form.js';
import { date } from '../dom/moments.js';
import { say } from '../dom/say.js';
import { signOut } from '../tab/sign-out.js';
import type { Tab } from '../tab/tab.js';
import { waitingInvitation } from '../tab/waiting.js';
import type { Answer } from '../wire/ask.js';
import { wordsFor } from '../wire/wrong.js';
import { closedInvitation, offer, title } from './invitation-words.js';

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
  leave(tab);
};

const leave = (tab: Tab, handle = tab.account.handle): void => {
  waitingInvitation.forget();
  tab.go({ page: 'account', handle, panel: 'keys' });
};

const goOn = (tab: Tab, look = 'primary'): HTMLElement =>
  button(`Go on in ${nameOf(tab.account, tab.me)}`, look, () => leave(tab));

const ended = (title_: string, lead: ReadonlyArray<Child>, ways: ReadonlyArray<HTMLElement>) => [
  heading(title_, ...lead),
  element('div', { class: 'row' }, ...ways),
];

const open = (tab: Tab, seen: InvitationSeen, invitation: string): ReadonlyArray<HTMLElement> => {
  const form = formFor({
    content: offer(tab, seen),
    action: 'Accept and join',
    send: () => accept(tab, invitation),
  });
  form.lastElementChild?.append(
    button('Decline', '', () => decline(tab, invitation)),
    button('Not now', 'plain', () => leave(tab)),
  );
  return [
    element(
      'header',
      {},
      element('h1', {}, ...title(seen)),
      element(
        'p',
        { class: 'lead' },
        seen.forYou ? 'The invitation is for you alone' : 'The invitation is for whoever has its link',
        ', and holds until ',
        date(seen.expiresAt),
        '.',
      ),
    ),
    element('section', { class: 'card', 'aria-label': 'Your answer' }, form),
  ];
};

const told = (tab: Tab, seen: InvitationSeen, invitation: string): ReadonlyArray<HTMLElement> => {
  const { accountName, handle, state } = seen;
  if (tab.me.accounts.some((account) => account.handle === handle))
    return ended(
      `You belong to ${accountName} already`,
      ['There is nothing to accept: the team is among your accounts.'],
      [
        button(`Work in ${accountName}`, 'primary', () => leave(tab, handle)),
        ...(handle === tab.account.handle ? [] : [goOn(tab, '')]),
      ],
    );
  if (state === 'open') return open(tab, seen, invitation);
  return ended(closedInvitation[state], ['It led into ', named(accountName), '.'], [goOn(tab)]);
};

const untold = (tab: Tab, answer: Extract<Answer<unknown>, { type: 'problem' }>) => {
  const { code, title: words, detail } = answer.problem;
  const you = tab.me.email ?? tab.me.name ?? 'somebody';
  return code === 'InvitationIsForThisPerson'
    ? ended(
        words,
        [detail, ' You are signed in as ', named(you), '.'],
        [button('Sign in as somebody else', 'primary', () => signOut(tab.ask)), goOn(tab, '')],
      )
    : ended(words, [detail], [goOn(tab)]);
};

const fill = async (tab: Tab, invitation: string, main: HTMLElement): Promise<void> => {
  const answer = await tab.ask<InvitationSeen>({
    method: 'POST',
    path: '/v1/invitations/look',
    body: { invitation },
  });
  main.removeAttribute('aria-busy');
  main.replaceChildren(
    ...(answer.type === 'answer' ? told(tab, answer.body, invitation) : untold(tab, answer)),
  );
};

/** Shows an invitation that waits for an answer: who invites, into which team and as what, and asks. */
export const invitationPage = (tab: Tab, invitation: string): HTMLElement => {
  const main = element('main', { class: 'alone roomy', tabindex: '-1', 'aria-busy': 'true' });
  void fill(tab, invitation, main);
  return main;
};
