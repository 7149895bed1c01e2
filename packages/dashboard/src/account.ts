import type { AccountBrief, PersonMe } from '@recount/api';
import { element, named } from './dom/element.js';
import { charactersOf } from './wire/text.js';

// Of several personal accounts, which came together in a merge, each is told by its handle.
const isTheOnlyOwn = ({ kind }: AccountBrief, { accounts }: PersonMe): boolean =>
  kind === 'personal' && accounts.filter((account) => account.kind === 'personal').length === 1;

/** What an account is called: a personal one, without a name of its own, is called as its owner. */
export const nameOf = (account: AccountBrief, me: PersonMe): string =>
  account.name ?? (isTheOnlyOwn(account, me) ? (me.name ?? account.handle) : account.handle);

/** An account by name and, where it bears its owner's name, by kind: for the words on a button that acts for it. */
export const ownerOf = (account: AccountBrief, me: PersonMe): string =>
  account.kind === 'personal' ? `${nameOf(account, me)} (personal)` : nameOf(account, me);

const hues = [195, 265, 145, 310, 75, 230, 345, 110] as const;

const sumOf = (text: string): number =>
  charactersOf(text).reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521, 7);

const firstFree = (wanted: number, taken: ReadonlySet<number>): number => {
  const free = hues.map((_, step) => hues[(wanted + step) % hues.length] ?? hues[0]);
  return free.find((hue) => !taken.has(hue)) ?? free[0] ?? hues[0];
};

// Each account's own, the same in every tab, and no two alike as long as there are hues enough.
const huesOf = ({ accounts }: PersonMe): ReadonlyMap<string, number> => {
  const given = new Map<string, number>();
  for (const { accountId } of accounts)
    given.set(accountId, firstFree(sumOf(accountId), new Set(given.values())));
  return given;
};

/** Gives what is inside the account's own hue: the wrong account looks wrong. */
export const tinted = <T extends HTMLElement>(made: T, { accountId }: AccountBrief, me: PersonMe): T => {
  made.classList.add('tinted');
  made.style.setProperty('--hue', String(huesOf(me).get(accountId) ?? hues[0]));
  return made;
};

const initialsOf = (name: string): string =>
  name
    .split(/[\s-]+/)
    .slice(0, 2)
    .map((word) => charactersOf(word)[0] ?? '')
    .join('')
    .toUpperCase();

const kinds = { personal: 'Personal account', team: 'Team' } as const;

/** What an account is, in a word or two. */
export const kindOf = ({ kind, role, state }: AccountBrief): string =>
  [kinds[kind], role, state === 'archived' ? 'archived' : undefined]
    .filter((word) => word !== undefined)
    .join(' · ');

/** An account as it is shown wherever one chooses or sees it. */
export const badge = (account: AccountBrief, me: PersonMe): ReadonlyArray<HTMLElement> => {
  const name = nameOf(account, me);
  const tile = element('span', { class: `tile ${account.kind}`, 'aria-hidden': 'true' }, initialsOf(name));
  const words = element(
    'span',
    { class: 'named' },
    element('strong', {}, named(name)),
    element('small', {}, kindOf(account)),
  );
  return [tinted(tile, account, me), words];
};
