import type { AccountBrief, KeysPage, PersonMe } from '@recount/api';
import { kindOf, nameOf } from '../../account.js';
import { button, card, element, heading, named } from '../../dom/element.js';
import { date } from '../../dom/moments.js';
import type { Tab } from '../../tab/tab.js';
import { waitingGoal } from '../../tab/waiting.js';
import { waysIn } from './ways-in.js';

// Only a path of this site: an address that somebody made up leads nowhere else.
const safeGoal = (goal: string): string =>
  /^\/(?![/\\])/.test(goal) && new URL(goal, location.origin).origin === location.origin ? goal : '/#/';

const decoded = (text = ''): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
};

const goOn = (): void => {
  const goal = safeGoal(decoded(waitingGoal.read()));
  waitingGoal.forget();
  location.assign(goal);
};

const keysOf = async (tab: Tab, account: AccountBrief, place: HTMLElement): Promise<void> => {
  const path = `/v1/accounts/${account.accountId}/keys`;
  const answer = await tab.askIn(account.accountId)<KeysPage>({ method: 'GET', path });
  const keys = answer.type === 'answer' ? answer.body.keys.filter(({ state }) => state === 'active') : [];
  place.replaceChildren(
    ...(keys.length === 0 ? [element('small', {}, 'No keys that you may see.')] : []),
    ...keys.map(({ name, scope, issuedAt }) =>
      element('small', {}, 'Key “', named(name), `” (${scope}), issued `, date(issuedAt), '. '),
    ),
  );
};

const accountWithKeys = (tab: Tab, account: AccountBrief, me: PersonMe): HTMLElement => {
  const keys = element('div', {});
  void keysOf(tab, account, keys);
  return element(
    'li',
    {},
    element(
      'div',
      {},
      element('p', {}, element('strong', {}, named(nameOf(account, me))), ` · ${kindOf(account)}`),
      keys,
    ),
  );
};

/** What came together when two logins or two identities became one person's: ways in, memberships and keys. */
export const joinedPage = (tab: Tab): HTMLElement =>
  element(
    'main',
    { tabindex: '-1' },
    heading(
      'Your ways in were joined',
      'They lead to one person from now on, you. Sessions from before are over, in browsers and terminals. Look whether all of this is yours: if a login is not, take it out; if a key is not, revoke it.',
    ),
    card('Ways in', waysIn(tab)),
    card(
      'Where you belong, and the keys there',
      element(
        'ul',
        { class: 'list' },
        ...tab.me.accounts.map((account) => accountWithKeys(tab, account, tab.me)),
      ),
    ),
    element('div', { class: 'row' }, button('Go on', 'primary', goOn)),
  );
