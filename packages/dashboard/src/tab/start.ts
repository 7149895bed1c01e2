import type { ActiveAccount, SignInMethods } from '@recount/api';
import { type Arrival, arrive, placeHere } from './arriving.js';
import { calledHere } from './called.js';
import { button, element, heading } from '../dom/element.js';
import { lostPage } from '../pages/lost.js';
import { pageAt } from '../pages/page.js';
import { playgroundBanner } from '../pages/playground.js';
import { signInPage } from '../pages/sign-in.js';
import { addressOf, type Place } from './place.js';
import { tabFor, type Turns } from './tab.js';
import { rememberedAccount } from './remembered.js';
import { waitingInvitation } from './waiting.js';
import { isPlayground, wayFor, waysIn } from './ways-in.js';
import { type Answer, type Ask, conversation, type Problem } from '../wire/ask.js';

const goTo = (place: Place, render: () => void): void => {
  const address = addressOf(place);
  if (location.hash === address) render();
  else location.hash = address;
};

const troublePage = ({ title, detail }: Problem, again: () => void): HTMLElement =>
  element(
    'main',
    { class: 'alone', tabindex: '-1' },
    heading(title, detail),
    button('Try again', 'primary', again),
  );

type Means = { readonly ask: Ask; readonly turns: Turns; readonly ways: Answer<SignInMethods> };

const pageFor = (arrival: Arrival, place: Place, { ask, turns, ways }: Means): HTMLElement => {
  switch (arrival.type) {
    case 'nobody': {
      const hasInvitation = waitingInvitation.read() !== undefined;
      return signInPage({ hasInvitation, ways, wayFor: wayFor(ask), again: () => turns.go(place) });
    }
    case 'unknown':
      return troublePage(arrival.problem, () => turns.go(place));
    case 'lost':
      return lostPage(arrival.account, arrival.me, { ask, go: turns.go });
    case 'at work':
      return pageAt(
        place,
        tabFor(arrival.me, arrival.account, { ask, turns, playground: isPlayground(ways) }),
      );
  }
};

// The account that this tab works in: the one in its address, or the last one it showed.
const wanted = (place: Place): string | undefined =>
  place.page === 'account' ? place.handle : rememberedAccount.read();

// An address says the account's handle and a panel that it has, whatever it was called by.
const spelledOut = (place: Place, { handle, kind }: ActiveAccount): Place => {
  if (place.page !== 'account' && place.page !== 'home') return place;
  const asked = place.page === 'account' ? place.panel : 'keys';
  const panel = asked === 'people' && kind !== 'team' ? 'keys' : asked;
  return { page: 'account', handle, panel };
};

const settle = (arrival: Arrival, place: Place): Place => {
  if (arrival.type === 'unknown') return place;
  if (arrival.type !== 'at work') {
    rememberedAccount.forget();
    return place;
  }
  rememberedAccount.keep(arrival.account.accountId);
  const here = spelledOut(place, arrival.account);
  history.replaceState(null, '', addressOf(here));
  return here;
};

const showIn = (root: HTMLElement, page: HTMLElement, ways: Answer<SignInMethods>): void => {
  root.replaceChildren(...(isPlayground(ways) ? [playgroundBanner()] : []), page);
  root.querySelector('main')?.focus({ preventScroll: true });
  scrollTo(0, 0);
};

/** Shows the page that the address names, now and whenever it changes. */
export const start = (root: HTMLElement): void => {
  const ask = conversation();
  const called = calledHere();
  const waysHere = waysIn(ask);
  let turn = 0;
  const render = async (): Promise<void> => {
    turn += 1;
    const mine = turn;
    const place = placeHere();
    const [found, ways] = await Promise.all([arrive(ask, wanted(place)), waysHere()]);
    const arrival = called.named(found);
    if (mine === turn) showIn(root, pageFor(arrival, settle(arrival, place), { ask, turns, ways }), ways);
  };
  const again = (): void => void render();
  const lost = async (): Promise<void> => {
    turn += 1;
    const account = called.last();
    const [arrival, ways] = await Promise.all([arrive(ask), waysHere()]);
    const without: Arrival = arrival.type === 'at work' ? { type: 'lost', me: arrival.me, account } : arrival;
    showIn(root, pageFor(without, placeHere(), { ask, turns, ways }), ways);
  };
  const turns: Turns = { go: (place) => goTo(place, again), signedOut: again, lost: () => void lost() };
  addEventListener('hashchange', again);
  again();
};
