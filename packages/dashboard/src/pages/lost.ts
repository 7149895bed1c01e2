import type { PersonMe } from '@recount/api';
import { element, heading } from '../dom/element.js';
import type { Tab } from '../tab/tab.js';
import type { Ask } from '../wire/ask.js';
import { others } from './selector.js';

/** Says that an account cannot be worked in, by the name that the tab knows, and offers the others. Nothing is done meanwhile. */
export const lostPage = (
  account: string,
  me: PersonMe,
  means: { readonly ask: Ask; readonly go: Tab['go'] },
): HTMLElement => {
  document.title = 'Choose an account – Recount';
  return element(
    'main',
    { class: 'alone', tabindex: '-1' },
    heading(
      `You cannot work in ${account}`,
      'You do not belong to it any more, or it is archived, or its name has changed. Nothing was done under any account. Where do you want to go on?',
    ),
    others(me, means.go, means.ask),
  );
};
