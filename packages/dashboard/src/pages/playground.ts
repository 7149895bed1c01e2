import { element } from '../dom/element.js';

/** Says, above every page of a playground, that nobody in here is real. */
export const playgroundBanner = (): HTMLElement =>
  element(
    'aside',
    { class: 'invented', 'aria-label': 'Playground' },
    element('p', {}, element('strong', {}, 'Playground:'), ' everybody in here is invented.'),
    element('p', {}, 'Be whoever you like, and break what you like.'),
  );

/** Says it beside the account that one works in, where it stays in sight. */
export const playgroundTag = (): HTMLElement =>
  element('span', { class: 'tag invented', title: 'Everybody in here is invented' }, 'Playground');
