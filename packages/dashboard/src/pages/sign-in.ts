import { element } from '../dom/element.js';

const mark = (): HTMLElement =>
  element('div', { class: 'mark' }, element('img', { src: '/favicon.svg', alt: '' }), 'Recount');

// The way back leads to where one is now; an invitation's secret is never in it.
const wayIn = (): string => `/sign-in/google?return_to=${encodeURIComponent(`/${location.hash}`)}`;

/** Where somebody signs in as themselves; an invitation that waits is said to be kept. */
export const signInPage = (hasInvitation: boolean): HTMLElement => {
  document.title = 'Sign in – Recount';
  const lead = hasInvitation
    ? 'You are invited into a team. Sign in first; the invitation is kept for you.'
    : 'Sign in as yourself. Then choose the account to work in: your own, or a team that you belong to.';
  return element(
    'main',
    { class: 'alone', tabindex: '-1' },
    mark(),
    element('header', {}, element('h1', {}, 'Sign in'), element('p', { class: 'lead' }, lead)),
    element(
      'div',
      { class: 'stack' },
      element('a', { class: 'button primary', href: wayIn() }, 'Continue with Google'),
    ),
  );
};
