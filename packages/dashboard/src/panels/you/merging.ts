import type { MergeOffer } from '@recount/api';
import { kindOf } from '../../account.js';
import { confirmed } from '../../dom/confirm.js';
import { button, card, type Child, element, named } from '../../dom/element.js';
import { minute } from '../../dom/moments.js';
import { say } from '../../dom/say.js';
import type { Tab } from '../../tab/tab.js';
import { waitingMerge } from '../../tab/waiting.js';
import { signInAgain } from './step-up.js';

const ends = [
  'The other’s logins, addresses, teams and personal account become yours; where both belong to a team, the higher role counts.',
  'Every session of both ends but this one, in browsers and terminals. Keys belong to accounts and go on working.',
  'The other identity is no more. A login can be taken out again later, a merge as a whole cannot be undone.',
];

const merge = async (tab: Tab, proof: string): Promise<void> => {
  const content = ends.map((words) => element('p', {}, words));
  if (!(await confirmed({ title: 'Become one person?', content, yes: 'Merge' }))) return undefined;
  const answer = await tab.ask({ method: 'POST', path: '/v1/me/merge', body: { proof } });
  if (answer.type === 'problem') {
    if (answer.problem.code === 'WaysInNeedAFreshSignIn') return signInAgain(tab);
    return say(answer.problem.detail);
  }
  waitingMerge.forget();
  return tab.go({ page: 'joined' });
};

const line = (...content: ReadonlyArray<Child>): HTMLElement =>
  element('li', {}, element('p', {}, ...content));

const whatJoins = ({ logins, accounts }: MergeOffer): HTMLElement =>
  element(
    'ul',
    { class: 'list' },
    ...logins.map(({ provider, email }) =>
      line(element('strong', {}, provider), ' ', email === undefined ? '' : named(email)),
    ),
    ...accounts.map((account) =>
      line(element('strong', {}, named(account.name ?? account.handle)), ` · ${kindOf(account)}`),
    ),
  );

const offered = (tab: Tab, offer: MergeOffer, proof: string): HTMLElement => {
  const { login, until } = offer;
  const put: HTMLElement = card(
    'This login is another identity’s here',
    element(
      'p',
      {},
      `You proved ${login.provider} `,
      login.email === undefined ? '' : named(login.email),
      '. If both are you, they can become one person, until ',
      minute(until),
      '.',
    ),
    whatJoins(offer),
    element(
      'div',
      { class: 'row' },
      button('Merge', 'primary', () => merge(tab, proof)),
      button('Leave them apart', '', () => {
        waitingMerge.forget();
        put.remove();
      }),
    ),
  );
  return put;
};

/** A merge that was offered when another identity's login came back, until it is done or declined. */
export const waitingOffer = (tab: Tab): HTMLElement => {
  const place = element('div', {});
  const proof = waitingMerge.read();
  if (proof === undefined) return place;
  const fill = async (): Promise<void> => {
    const wish = { method: 'POST', path: '/v1/me/merge/look', body: { proof } } as const;
    const answer = await tab.ask<MergeOffer>(wish);
    if (answer.type === 'answer') place.replaceChildren(offered(tab, answer.body, proof));
    else {
      waitingMerge.forget();
      say(answer.problem.detail);
    }
  };
  void fill();
  return place;
};
