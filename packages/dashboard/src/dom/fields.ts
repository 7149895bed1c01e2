import { type Attributes, element } from './element.js';

let fields = 0;

/** A label with its control, and what helps to fill it in. */
export const field = (label: string, control: HTMLElement, hint?: string): HTMLElement => {
  fields += 1;
  control.id = `field-${fields}`;
  if (hint !== undefined) control.setAttribute('aria-describedby', `hint-${fields}`);
  return element(
    'div',
    { class: 'field' },
    element('label', { for: `field-${fields}` }, label),
    control,
    hint === undefined ? undefined : element('small', { id: `hint-${fields}` }, hint),
  );
};

/** A line of text to fill in. */
export const line = (name: string, attributes: Attributes = {}): HTMLInputElement =>
  element('input', { name, type: 'text', autocomplete: 'off', required: true, ...attributes });

/** One of several, of which the first is chosen: value and label. */
export const select = (
  name: string,
  options: ReadonlyArray<readonly [value: string, label: string]>,
): HTMLSelectElement =>
  element('select', { name }, ...options.map(([value, label]) => element('option', { value }, label)));

/** One of several that has to be chosen, with what each means. */
export type Choice = { readonly value: string; readonly label: string; readonly means: string };

/** Choices, none of them made yet. */
export const choices = (legend: string, name: string, options: ReadonlyArray<Choice>): HTMLElement =>
  element(
    'fieldset',
    {},
    element('legend', {}, legend),
    element(
      'div',
      { class: 'choices' },
      ...options.map(({ value, label, means }) =>
        element(
          'label',
          { class: 'choice' },
          element('input', { type: 'radio', name, value, required: true }),
          label,
          element('small', {}, means),
        ),
      ),
    ),
  );
