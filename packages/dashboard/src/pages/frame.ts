import { nameOf, tinted } from '../account.js';
import { button, element } from '../dom/element.js';
import { addressOf, type Panel, type Place } from '../tab/place.js';
import { signOut } from '../tab/sign-out.js';
import type { Tab } from '../tab/tab.js';
import { playgroundTag } from './playground.js';
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

const who = (tab: Tab, here: Place): HTMLElement => {
  const name = tab.me.name ?? tab.me.email ?? 'You';
  const you = link(name, { page: 'you' }, here.page === 'you');
  you.classList.add('name');
  return element(
    'div',
    { class: 'who' },
    you,
    button('Sign out', 'small', () => signOut(tab.ask)),
  );
};

/** A page of somebody at work: the account at the top left, in its hue, and what they look at below. */
export const framed = (tab: Tab, here: Place, main: HTMLElement): HTMLElement => {
  const panel = here.page === 'account' ? here.panel : 'keys';
  document.title = `${nameOf(tab.account, tab.me)} – Recount`;
  const tag = tab.playground ? playgroundTag() : undefined;
  const bar = element('div', { class: 'bar' }, ...selector(tab, panel), tag, who(tab, here));
  return tinted(
    element('div', {}, element('header', { class: 'top' }, bar, tabs(tab, here)), main),
    tab.account,
    tab.me,
  );
};
