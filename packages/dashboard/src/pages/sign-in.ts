import type { SignInMethod, SignInMethods } from '@recount/api';
import { button, element } from '../dom/element.js';
import type { Answer } from '../wire/ask.js';

const mark = (): HTMLElement =>
  element('div', { class: 'mark' }, element('img', { src: '/favicon.svg', alt: '' }), 'Recount');

// The way back leads to where one is now; an invitation's secret is never in it.
const wayIn = ({ title, url }: SignInMethod, look: string): HTMLElement =>
  element(
    'a',
    { class: `button ${look}`, href: `${url}?return_to=${encodeURIComponent(`/${location.hash}`)}` },
    `Continue with ${title}`,
  );

const offered = (ways: Answer<SignInMethods>, again: () => void): ReadonlyArray<HTMLElement> => {
  if (ways.type === 'problem')
    return [
      element('p', { class: 'wrong', role: 'alert' }, ways.problem.detail),
      button('Try again', 'primary', again),
    ];
  const { methods, playground } = ways.body;
  const hint = 'On the next page you choose who to be. There is no password.';
  return [
    ...methods.map((method, index) => wayIn(method, index === 0 ? 'primary' : '')),
    ...(playground ? [element('small', {}, hint)] : []),
  ];
};

/** What the page where one signs in knows. */
export type Arriving = {
  readonly hasInvitation: boolean;
  readonly ways: Answer<SignInMethods>;
  readonly again: () => void;
};

/** Where somebody signs in as themselves; an invitation that waits is said to be kept. */
export const signInPage = ({ hasInvitation, ways, again }: Arriving): HTMLElement => {
  document.title = 'Sign in – Recount';
  const lead = hasInvitation
    ? 'You are invited into a team. Sign in first; the invitation is kept for you.'
    : 'You sign in as yourself. Then you choose the account to work in: your own, or a team that you belong to.';
  return element(
    'main',
    { class: 'alone', tabindex: '-1' },
    mark(),
    element(
      'section',
      { class: 'card door' },
      element('header', {}, element('h1', {}, 'Sign in'), element('p', { class: 'lead' }, lead)),
      element('div', { class: 'stack' }, ...offered(ways, again)),
    ),
    element(
      'p',
      { class: 'quiet foot' },
      'For programs: ',
      element('a', { href: '/docs' }, 'the HTTP interface'),
    ),
  );
};
