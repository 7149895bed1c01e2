import type { SignInMethod, SignInMethods } from '@recount/api';
import { button, element } from '../dom/element.js';
import { field, line } from '../dom/fields.js';
import { formFor, type Purpose } from '../dom/form.js';
import type { Answer } from '../wire/ask.js';
import { wordsFor } from '../wire/wrong.js';

const mark = (): HTMLElement =>
  element('div', { class: 'mark' }, element('img', { src: '/favicon.svg', alt: '' }), 'Recount');

// The way back leads to where one is now; an invitation's secret is never in it.
const addressOf = ({ url }: SignInMethod): string =>
  `${url}?return_to=${encodeURIComponent(`/${location.hash}`)}`;

const wayIn = (method: SignInMethod): HTMLElement =>
  element('a', { class: 'button', href: addressOf(method) }, `Continue with ${method.title}`);

const offered = ({ methods, playground }: SignInMethods): HTMLElement => {
  const hint = 'On the next page you choose who to be. There is no password.';
  return element(
    'div',
    { class: 'stack' },
    ...methods.map(wayIn),
    ...(playground ? [element('small', {}, hint)] : []),
  );
};

// A company's single sign-on is gone to by itself; everybody else is shown what is there for them.
const byAddress = (wayFor: WayFor, others: HTMLElement): HTMLElement => {
  const elsewhere = element('p', { class: 'quiet', role: 'status' });
  const send: Purpose['send'] = async (filled) => {
    const answer = await wayFor(filled('email'));
    if (answer.type === 'problem') return wordsFor(answer.problem);
    const [only] = answer.body.methods;
    if (answer.body.goesByItself && only !== undefined) {
      elsewhere.textContent = `${only.title} signs you in …`;
      location.assign(addressOf(only));
      return undefined;
    }
    const first = others.querySelector('a');
    const next = first === null ? 'Look how it is spelled.' : 'Choose one of these:';
    elsewhere.textContent = `Your address is of no company with a sign-in of its own here. ${next}`;
    first?.focus();
    return undefined;
  };
  const address = line('email', { type: 'email', autocomplete: 'username', maxlength: '254' });
  const form = formFor({ content: [field('E-mail address', address)], action: 'Continue', send });
  return element('div', { class: 'stack' }, form, elsewhere);
};

const doors = ({ ways, wayFor, again }: Arriving): ReadonlyArray<HTMLElement> => {
  if (ways.type === 'problem')
    return [
      element('p', { class: 'wrong', role: 'alert' }, ways.problem.detail),
      button('Try again', 'primary', again),
    ];
  const others = offered(ways.body);
  const first = byAddress(wayFor, others);
  return ways.body.methods.length === 0 ? [first] : [first, element('p', { class: 'or' }, 'or'), others];
};

/** Asks how whoever has an address signs in. */
export type WayFor = (email: string) => Promise<Answer<SignInMethods>>;

/** What the page where one signs in knows. */
export type Arriving = {
  readonly hasInvitation: boolean;
  readonly ways: Answer<SignInMethods>;
  readonly wayFor: WayFor;
  readonly again: () => void;
};

/** Where somebody signs in as themselves, by their address first; an invitation that waits is said to be kept. */
export const signInPage = (arriving: Arriving): HTMLElement => {
  document.title = 'Sign in – Recount';
  const lead = arriving.hasInvitation
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
      element('div', { class: 'stack' }, ...doors(arriving)),
    ),
    element(
      'p',
      { class: 'quiet foot' },
      'For programs: ',
      element('a', { href: '/docs' }, 'the HTTP interface'),
    ),
  );
};
