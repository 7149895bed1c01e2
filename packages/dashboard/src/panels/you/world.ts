import type { PersonMe } from '@recount/api';
import { button, element } from '../../dom/element.js';
import { rememberedAccount } from '../../tab/remembered.js';

const remembered = 'recount-world';

/** In which of the two worlds somebody is signed in, and that the same address in the other is somebody apart. */
export const worldOf = ({ realm, connection }: PersonMe): string =>
  realm.type === 'social'
    ? 'You are in the social world of Google and GitHub. The same address at a company’s single sign-on is somebody apart.'
    : `You are in ${connection === undefined ? 'your company’s single sign-on' : `the single sign-on of ${connection.title}`}. The same address at Google or GitHub is somebody apart.`;

// Whoever came the social way with a company's address may have meant the company's; there they are somebody else.
const companyOf = ({ singleSignOn }: PersonMe): HTMLElement | undefined => {
  if (singleSignOn === undefined) return undefined;
  const there = element('a', { href: singleSignOn.url }, 'sign in there instead');
  there.addEventListener('click', rememberedAccount.forget);
  return element(
    'p',
    {},
    `Your address is one of ${singleSignOn.title}, which has single sign-on: `,
    there,
    '.',
  );
};

/** Says it once for each session, until it is put away. */
export const worldNote = (me: PersonMe): HTMLElement | undefined => {
  if (localStorage.getItem(remembered) === me.sessionId) return undefined;
  const address = me.email === undefined ? '' : ` (${me.email})`;
  const note = element(
    'aside',
    { class: 'note' },
    element(
      'div',
      { class: 'stack' },
      element('p', {}, `Signed in as ${me.name ?? 'you'}${address}. ${worldOf(me)}`),
      companyOf(me),
    ),
  );
  const away = button('Good to know', 'small', () => {
    localStorage.setItem(remembered, me.sessionId);
    note.remove();
  });
  note.append(away);
  return note;
};
