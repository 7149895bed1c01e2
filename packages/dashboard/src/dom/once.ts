import { button, type Child, element } from './element.js';
import { copy } from './say.js';

/** Something that is shown once: what it is, what to do with it, and the text itself. */
export type Once = { readonly title: string; readonly advice: ReadonlyArray<Child>; readonly text: string };

/** Shows a secret once, with a button that copies it and one that puts it away. */
export const shownOnce = ({ title, advice, text }: Once): HTMLElement => {
  const shown: HTMLElement = element(
    'section',
    { class: 'card once', tabindex: '-1', 'aria-label': title },
    element('h2', {}, title),
    element('p', {}, ...advice),
    element(
      'div',
      { class: 'secret' },
      element('code', {}, text),
      button('Copy', 'primary', () => copy(text)),
    ),
    element(
      'div',
      { class: 'row' },
      button('I have kept it', '', () => shown.remove()),
    ),
  );
  return shown;
};
