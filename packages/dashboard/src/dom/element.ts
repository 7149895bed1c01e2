/** What may stand inside an element; texts are only ever texts. */
export type Child = Node | string | undefined;

/** Attributes by name: true stands without a value, false and undefined are left out. */
export type Attributes = Readonly<Record<string, string | boolean | undefined>>;

/** An element with attributes and children. */
export const element = <T extends keyof HTMLElementTagNameMap>(
  tag: T,
  attributes: Attributes = {},
  ...children: ReadonlyArray<Child>
): HTMLElementTagNameMap[T] => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? '' : value);
  made.append(...children.filter((child) => child !== undefined));
  return made;
};

/** A name that somebody chose: set apart, so that its direction of writing stays its own. */
export const named = (name: string): HTMLElement => element('bdi', {}, name);

/** A button that does something when it is pressed. */
export const button = (label: string, look: string, press: () => unknown): HTMLButtonElement => {
  const made = element('button', { type: 'button', class: look }, label);
  made.addEventListener('click', () => void press());
  return made;
};

/** A heading with what a page is about below it. */
export const heading = (title: string, ...lead: ReadonlyArray<Child>): HTMLElement =>
  element('header', {}, element('h1', {}, title), element('p', { class: 'lead' }, ...lead));

/** A card with a heading. */
export const card = (title: string, ...content: ReadonlyArray<Child>): HTMLElement =>
  element('section', { class: 'card' }, element('h2', {}, title), ...content);
