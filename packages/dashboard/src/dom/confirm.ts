import { type Child, element } from './element.js';

/** Something that is asked before it is done. */
export type Question = {
  readonly title: string;
  readonly content: ReadonlyArray<Child>;
  /** The words on the button that does it. */
  readonly yes: string;
};

/** Asks; answers whether it is to be done. The way out has the focus. */
export const confirmed = ({ title, content, yes }: Question): Promise<boolean> =>
  new Promise((resolve) => {
    const dialog = element(
      'dialog',
      { 'aria-label': title },
      element(
        'form',
        { method: 'dialog' },
        element('h2', {}, title),
        ...content,
        element(
          'div',
          { class: 'row' },
          element('button', { value: '', autofocus: true }, 'Cancel'),
          element('button', { value: 'yes', class: 'grave' }, yes),
        ),
      ),
    );
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
    document.body.append(dialog);
    dialog.showModal();
  });
