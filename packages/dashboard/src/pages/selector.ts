import type { AccountBrief, PersonMe } from '@recount/api';
import { badge, nameOf, tinted } from '../account.js';
import { button, element } from '../dom/element.js';
import { say } from '../dom/say.js';
import type { Panel } from '../tab/place.js';
import type { Tab } from '../tab/tab.js';
import type { Ask } from '../wire/ask.js';

/** Works under another account from now on: the session remembers it, and the tab goes there. */
export const switchTo = async (
  account: AccountBrief,
  tab: { readonly me: PersonMe; readonly ask: Ask; readonly go: Tab['go'] },
  panel: Panel = 'keys',
): Promise<void> => {
  const answer = await tab.ask({
    method: 'PUT',
    path: '/v1/me/context',
    body: { account: account.accountId },
  });
  if (answer.type === 'problem') return say(answer.problem.detail);
  say(`You work in ${nameOf(account, tab.me)} now.`);
  tab.go({ page: 'account', handle: account.handle, panel });
};

/** Moves between the buttons of a list with the arrow keys. */
const withArrows = (list: HTMLElement): HTMLElement => {
  list.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const buttons = [...list.querySelectorAll('button')];
    const at = buttons.findIndex((one) => one === document.activeElement);
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
  });
  return list;
};

const choice = (account: AccountBrief, me: PersonMe, press: () => void): HTMLButtonElement => {
  const made = button('', '', press);
  made.append(...badge(account, me));
  return tinted(made, account, me);
};

type Here = { readonly tab: Tab; readonly panel: Panel; readonly away: () => void };

const listed = (account: AccountBrief, { tab, panel, away }: Here): HTMLElement => {
  const isHere = account.accountId === tab.account.accountId;
  const press = (): void => {
    away();
    if (!isHere) void switchTo(account, tab, panel);
  };
  const made = choice(account, tab.me, press);
  if (isHere) made.setAttribute('aria-current', 'true');
  return element('li', {}, made);
};

const elsewhere = (tab: Tab, away: () => void): HTMLElement => {
  const to = (label: string, page: 'new-team' | 'you'): HTMLElement =>
    button(label, '', () => {
      away();
      tab.go({ page });
    });
  return element(
    'div',
    { class: 'also' },
    to('Create a team', 'new-team'),
    to('You and your sessions', 'you'),
  );
};

/** The active account, and behind it all others to switch to. */
export const selector = (tab: Tab, panel: Panel): ReadonlyArray<HTMLElement> => {
  const list = element('div', { id: 'accounts', class: 'accounts', popover: 'auto' });
  const away = (): void => list.hidePopover();
  list.append(
    element(
      'ul',
      { 'aria-label': 'Your accounts' },
      ...tab.me.accounts.map((one) => listed(one, { tab, panel, away })),
    ),
    elsewhere(tab, away),
  );
  list.addEventListener('toggle', () => {
    if (list.matches(':popover-open')) list.querySelector('button')?.focus();
  });
  const name = nameOf(tab.account, tab.me);
  const active = element('button', { type: 'button', class: 'active', popovertarget: 'accounts' });
  active.append(...badge(tab.account, tab.me));
  active.setAttribute('aria-label', `You work in ${name}. Switch account`);
  return [active, withArrows(list)];
};

/** The accounts that somebody may go on in. */
export const others = (me: PersonMe, go: Tab['go'], ask: Ask): HTMLElement =>
  element(
    'ul',
    { class: 'stack' },
    ...me.accounts.map((account) =>
      element(
        'li',
        {},
        choice(account, me, () => void switchTo(account, { me, ask, go })),
      ),
    ),
  );
