import { nameOf, tinted } from '../account.js';
import { button, element } from '../dom/element.js';
import { say } from '../dom/say.js';
import { addressOf, type Panel, type Place } from '../tab/place.js';
import type { Tab } from '../tab/tab.js';
import { selector } from './selector.js';

const panels: ReadonlyArray<readonly [Panel, string]> = [
  ['keys', 'Keys'],
  ['people', 'People'],
  ['history', 'History'],
];

const hasPanel = (tab: Tab, panel: Panel): boolean => panel !== 'people' || tab.account.kind === 'team';

const link = (label: string, place: Place, isHere: boolean): HTMLElement =>
  element('a', { href: addressOf(place), 'aria-current': isHere ? 'page' : undefined }, label);

const tabs = (tab: Tab, here: Place): HTMLElement => {
  const { handle } = tab.account;
  const links = panels
    .filter(([panel]) => hasPanel(tab, panel))
    .map(([panel, label]) =>
      link(label, { page: 'account', handle, panel }, here.page === 'account' && here.panel === panel),
    );
  return element('nav', { class: 'tabs', 'aria-label': 'Account' }, ...links);
};

const signOut = async (tab: Tab): Promise<void> => {
  const answer = await tab.ask({ method: 'POST', path: '/v1/sign-out', body: {} });
  if (answer.type === 'problem' && answer.problem.status !== 401) return say(answer.problem.detail);
  location.assign('/');
};

const who = (tab: Tab, here: Place): HTMLElement => {
  const name = tab.me.name ?? tab.me.email ?? 'You';
  const you = link(name, { page: 'you' }, here.page === 'you');
  you.classList.add('name');
  return element(
    'div',
    { class: 'who' },
    you,
    button('Sign out', 'small', () => signOut(tab)),
  );
};

/** A page of somebody at work: the account at the top left, in its hue, and what they look at below. */
export const framed = (tab: Tab, here: Place, main: HTMLElement): HTMLElement => {
  const panel = here.page === 'account' ? here.panel : 'keys';
  document.title = `${nameOf(tab.account, tab.me)} – Recount`;
  const bar = element('div', { class: 'bar' }, ...selector(tab, panel), who(tab, here));
  return tinted(
    element('div', {}, element('header', { class: 'top' }, bar, tabs(tab, here)), main),
    tab.account,
    tab.me,
  );
};
