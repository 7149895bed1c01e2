import { ownerOf } from '../../account.js';
import { card, element, heading, named } from '../../dom/element.js';
import type { Tab } from '../../tab/tab.js';
import { keyList } from './list.js';
import { newKey } from './new-key.js';

/** The keys of the tab's account: issue one, see all, revoke. */
export const keysPanel = (tab: Tab): HTMLElement => {
  const owner = ownerOf(tab.account, tab.me);
  const once = element('div', { 'aria-live': 'polite' });
  const list = element('div', {});
  const refill = (): void => list.replaceChildren(keyList(tab, refill));
  const issued = (secret: HTMLElement): void => {
    once.replaceChildren(secret);
    secret.focus();
    refill();
  };
  refill();
  return element(
    'main',
    { tabindex: '-1' },
    heading(
      'Keys',
      'A key acts as the account and not as a person: it reaches what ',
      named(owner),
      ' owns.',
    ),
    once,
    tab.may('keys:issue') ? card('New key', newKey(tab, issued)) : undefined,
    card(`Keys of ${owner}`, list),
  );
};
