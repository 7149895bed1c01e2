import type { HappeningShown, HistoryShown } from '@recount/api';
import { ownerOf } from '../../account.js';
import { element, heading, named } from '../../dom/element.js';
import { day } from '../../dom/moments.js';
import { type Tab, under } from '../../tab/tab.js';
import type { Answer } from '../../wire/ask.js';
import { type Deed, deedsIn, entry } from './entries.js';
import { type Names, namesFor } from './names.js';

const mostPages = 20;

// The history is told from its beginning; the page shows the latest first, so it reads to the end.
const allOf = async (tab: Tab, path: string): Promise<Answer<ReadonlyArray<HappeningShown>>> => {
  const found: HappeningShown[] = [];
  let after = '';
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await tab.ask<HistoryShown>({ method: 'GET', path: `${path}?limit=100${after}` });
    if (answer.type === 'problem') return answer;
    found.push(...answer.body.happenings);
    if (answer.body.next === undefined) break;
    after = `&after=${encodeURIComponent(answer.body.next)}`;
  }
  return { type: 'answer', body: found };
};

const byDay = (deeds: ReadonlyArray<Deed>, names: Names): ReadonlyArray<HTMLElement> => {
  const days = new Map<string, HTMLElement>();
  for (const deed of deeds) {
    const title = day(deed[0].recordedAt);
    const list = days.get(title) ?? element('ol', { class: 'card list happened' });
    list.append(entry(deed, names));
    days.set(title, list);
  }
  return [...days].map(([title, list]) => element('section', {}, element('h2', {}, title), list));
};

const fill = async (tab: Tab, path: string, place: HTMLElement): Promise<void> => {
  const answer = await allOf(tab, path);
  place.removeAttribute('aria-busy');
  if (answer.type === 'problem')
    return place.replaceChildren(element('p', { class: 'wrong' }, answer.problem.detail));
  const names = await namesFor(tab, answer.body);
  place.replaceChildren(...byDay(deedsIn(answer.body).toReversed(), names));
};

/** A history at a path, the latest day first. */
export const historyAt = (tab: Tab, path: string): HTMLElement => {
  const place = element('div', { class: 'days', 'aria-busy': 'true' });
  void fill(tab, path, place);
  return place;
};

/** What happened in the tab's account, the latest first: who did what, with which credential. */
export const historyPanel = (tab: Tab): HTMLElement => {
  const owner = named(ownerOf(tab.account, tab.me));
  return element(
    'main',
    { tabindex: '-1' },
    heading('History', 'Everything that ever happened in ', owner, ': who did what, with which credential.'),
    historyAt(tab, under(tab, '/history')),
  );
};
