import type { HappeningShown, HistoryShown } from '@recount/api';
import { ownerOf } from '../../account.js';
import { button, element, heading, named } from '../../dom/element.js';
import { day } from '../../dom/moments.js';
import { type Tab, under } from '../../tab/tab.js';
import type { Answer } from '../../wire/ask.js';
import { type Deed, deedsIn, entry } from './entries.js';
import { type Known, type Names, namesFor, namesHere } from './names.js';

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

/** What was read of a history so far, the latest first, and where what came before it goes on. */
type Read = { readonly happenings: ReadonlyArray<HappeningShown>; readonly next: string | undefined };

const load = (tab: Tab, path: string, after: string | undefined): Promise<Answer<HistoryShown>> => {
  const from = after === undefined ? '' : `&after=${encodeURIComponent(after)}`;
  return tab.ask<HistoryShown>({ method: 'GET', path: `${path}?order=newest&limit=100${from}` });
};

// A deed that a page cut in two waits for its other half.
const wholeDeeds = ({ happenings, next }: Read): ReadonlyArray<Deed> => {
  const cut = next === undefined ? undefined : happenings.at(-1)?.commit;
  const whole = happenings.filter(({ commit }) => commit !== cut);
  return deedsIn((whole.length === 0 ? happenings : whole).toReversed()).toReversed();
};

const rest = ({ next }: Read, more: () => void): HTMLElement =>
  next === undefined
    ? element('p', { class: 'empty' }, 'This is where it began.')
    : element(
        'div',
        { class: 'row' },
        button('Show what came before', '', more),
        element('small', {}, 'Not everything is shown yet.'),
      );

const fill = async (tab: Tab, path: string, place: HTMLElement): Promise<void> => {
  const known: Promise<Known> = namesHere(tab);
  const show = async (read: Read): Promise<void> => {
    const answer = await load(tab, path, read.next);
    place.removeAttribute('aria-busy');
    if (answer.type === 'problem')
      return place.append(element('p', { class: 'wrong', role: 'alert' }, answer.problem.detail));
    const happenings = [...read.happenings, ...answer.body.happenings];
    const all = { happenings, next: answer.body.next };
    const names = namesFor(await known, happenings);
    place.replaceChildren(
      ...byDay(wholeDeeds(all), names),
      rest(all, () => void show(all)),
    );
  };
  await show({ happenings: [], next: undefined });
};

/** A history at a path, the latest first, and further back as far as somebody asks. */
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
