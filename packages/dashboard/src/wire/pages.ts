import { button, element } from '../dom/element.js';
import type { Answer } from './ask.js';

/** One page of a list, and where it goes on. */
export type Page<A> = { readonly items: ReadonlyArray<A>; readonly next: string | undefined };

/** A list that is read page by page: how, what a row of it looks like, and what is said when there is none. */
export type Listing<A> = {
  readonly load: (after: string | undefined) => Promise<Answer<Page<A>>>;
  readonly row: (item: A) => HTMLElement;
  readonly none: string;
};

/** A list that fills itself, and goes on when somebody asks for more. */
export const listed = <A>({ load, row, none }: Listing<A>): HTMLElement => {
  const list = element('ul', { class: 'list' });
  const below = element('div', {});
  const add = (page: Page<A>): void => {
    list.append(...page.items.map(row));
    const { next } = page;
    below.replaceChildren(next === undefined ? '' : button('Show more', '', () => more(next)));
    if (list.childElementCount === 0) below.replaceChildren(element('p', { class: 'empty' }, none));
  };
  const more = async (after: string | undefined): Promise<void> => {
    const answer = await load(after);
    if (answer.type === 'answer') return add(answer.body);
    below.replaceChildren(element('p', { class: 'wrong' }, answer.problem.detail));
  };
  void more(undefined);
  return element('div', {}, list, below);
};

/** A list's address, from where the page before ended. */
export const from = (path: string, after: string | undefined): string =>
  after === undefined ? `${path}?limit=50` : `${path}?limit=50&after=${encodeURIComponent(after)}`;

/** What a page's answer holds under a name, as a page. */
export const asPage = <B, A>(
  answer: Answer<B>,
  pick: (body: B) => { readonly items: ReadonlyArray<A>; readonly next?: string | undefined },
): Answer<Page<A>> => {
  if (answer.type === 'problem') return answer;
  const { items, next } = pick(answer.body);
  return { type: 'answer', body: { items, next } };
};
