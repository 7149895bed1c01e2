import { type Child, element } from './element.js';

/** What a form holds, by the names of its fields. */
export type Filled = (name: string) => string;

/** What a form is for: its content, the words on its button, and what happens with what was filled in. */
export type Purpose = {
  readonly content: ReadonlyArray<Child>;
  readonly action: string;
  /** Answers what was wrong, in words; nothing if all went well. */
  readonly send: (filled: Filled) => Promise<string | undefined>;
};

const filledIn = (form: HTMLFormElement): Filled => {
  const data = new FormData(form);
  return (name) => {
    const value = data.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
};

/** A form that sends itself once at a time, and says below its fields what was wrong. */
export const formFor = ({ content, action, send }: Purpose): HTMLFormElement => {
  const wrong = element('p', { class: 'wrong', role: 'alert', hidden: true });
  const press = element('button', { class: 'primary' }, action);
  const form = element('form', {}, ...content, wrong, element('div', { class: 'row' }, press));
  const tell = (words: string | undefined): void => {
    wrong.hidden = words === undefined;
    wrong.textContent = words ?? '';
  };
  const submit = async (): Promise<void> => {
    if (press.getAttribute('aria-busy') === 'true') return;
    press.setAttribute('aria-busy', 'true');
    tell(undefined);
    const words = await send(filledIn(form));
    press.removeAttribute('aria-busy');
    tell(words);
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
  });
  return form;
};
