import { button, card, element, heading } from '../../dom/element.js';
import { say } from '../../dom/say.js';
import { historyAt } from '../history/history.js';
import type { Tab } from '../../tab/tab.js';
import { waitingOffer } from './merging.js';
import { sessionList } from './sessions.js';
import { waysIn } from './ways-in.js';
import { worldOf } from './world.js';

const endOthers = async (tab: Tab, changed: () => void): Promise<void> => {
  const answer = await tab.ask({ method: 'DELETE', path: '/v1/me/sessions' });
  say(answer.type === 'problem' ? answer.problem.detail : 'You are signed in here only.');
  changed();
};

const everywhere = async (tab: Tab): Promise<void> => {
  const answer = await tab.ask({ method: 'POST', path: '/v1/me/sign-out-everywhere', body: {} });
  if (answer.type === 'problem' && answer.problem.status !== 401) return say(answer.problem.detail);
  location.assign('/');
};

/** Who the person is, in which world, how they sign in, and where they are signed in. */
export const youPage = (tab: Tab): HTMLElement => {
  const sessions = element('div', {});
  const refill = (): void => sessions.replaceChildren(sessionList(tab, refill));
  refill();
  return element(
    'main',
    { tabindex: '-1' },
    heading(tab.me.name ?? 'You', worldOf(tab.me)),
    waitingOffer(tab),
    card('Ways in', waysIn(tab)),
    card(
      'Where you are signed in',
      sessions,
      element(
        'div',
        { class: 'row' },
        button('Sign out everywhere else', 'small', () => endOthers(tab, refill)),
        button('Sign out everywhere', 'small grave', () => everywhere(tab)),
      ),
    ),
    element('h2', {}, 'What you did, and what became of your sign-ins'),
    historyAt(tab, '/v1/me/history'),
  );
};
