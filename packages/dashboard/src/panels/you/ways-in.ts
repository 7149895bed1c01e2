import type { SignInMethods, WayIn, WaysIn } from '@recount/api';
import { confirmed } from '../../dom/confirm.js';
import { button, type Child, element, named } from '../../dom/element.js';
import { date } from '../../dom/moments.js';
import { say } from '../../dom/say.js';
import type { Tab } from '../../tab/tab.js';
import type { Problem } from '../../wire/ask.js';
import { signInAgain } from './step-up.js';

const came: Readonly<Record<WayIn['by'], string>> = {
  registration: 'you signed up with it',
  merge: 'joined with another login of yours',
  link: 'you linked it',
  unmerge: 'taken out of another identity',
};

const told = (tab: Tab, { code, detail }: Problem): Promise<void> | void =>
  code === 'WaysInNeedAFreshSignIn' ? signInAgain(tab) : say(detail);

type Change = { readonly title: string; readonly means: string; readonly yes: string; readonly done: string };

const unlinking = (name: string): Change => ({
  title: `Unlink ${name}?`,
  means:
    'You cannot sign in with it any more, until you link it again. Every other session of yours ends, in browsers and terminals.',
  yes: 'Unlink',
  done: `${name} is unlinked.`,
});

const takingOut = (name: string): Change => ({
  title: `Is ${name} somebody else’s?`,
  means:
    'It gets an identity and a personal account of its own, with its address and the memberships that were accepted with it. Everything else stays yours. Every other session of yours ends; look through your keys, too: whoever it is has seen what you see.',
  yes: 'Take it out',
  done: `${name} is out.`,
});

const change = async (
  tab: Tab,
  { title, means, yes, done }: Change,
  request: { readonly method: 'DELETE' | 'POST'; readonly path: string },
): Promise<void> => {
  if (!(await confirmed({ title, content: [element('p', {}, means)], yes }))) return undefined;
  const answer = await tab.ask({ ...request, ...(request.method === 'POST' ? { body: {} } : {}) });
  if (answer.type === 'problem') return told(tab, answer.problem);
  return say(done);
};

const wordsOf = (way: WayIn, name: string): HTMLElement => {
  const story: ReadonlyArray<Child> = [
    way.email === undefined ? 'no address' : named(way.email),
    ' · since ',
    date(way.linkedAt),
    ` · ${came[way.by]}`,
  ];
  const tag = way.current ? element('span', { class: 'tag strong' }, 'this session') : undefined;
  return element(
    'div',
    {},
    element('p', {}, element('strong', {}, name), ' ', tag),
    element('small', {}, ...story),
  );
};

const row = (tab: Tab, way: WayIn, { changed, isOnly }: Listing): HTMLElement => {
  const name = way.provider;
  const path = `/v1/me/logins/${way.loginId}`;
  const press = (what: Change, request: Parameters<typeof change>[2]) => async (): Promise<void> => {
    await change(tab, what, request);
    changed();
  };
  const words = wordsOf(way, name);
  if (isOnly) return element('li', {}, words);
  const out = { method: 'POST', path: `${path}/unmerge` } as const;
  return element(
    'li',
    {},
    words,
    element(
      'div',
      { class: 'row' },
      button('Not mine', 'small', press(takingOut(name), out)),
      button('Unlink', 'small grave', press(unlinking(name), { method: 'DELETE', path })),
    ),
  );
};

type Listing = { readonly changed: () => void; readonly isOnly: boolean };

const link = async (tab: Tab, provider: string): Promise<void> => {
  const wish = { method: 'POST', path: '/v1/me/logins', body: { provider } } as const;
  const answer = await tab.ask<{ readonly url: string }>(wish);
  if (answer.type === 'problem') return told(tab, answer.problem);
  return location.assign(answer.body.url);
};

const linkable = async (tab: Tab): Promise<ReadonlyArray<HTMLElement>> => {
  if (tab.me.realm.type !== 'social') return [];
  const answer = await tab.ask<SignInMethods>({ method: 'POST', path: '/v1/sign-in/methods', body: {} });
  if (answer.type === 'problem') return [];
  return answer.body.methods.map(({ name, title }) =>
    button(`Link ${title}`, 'small', () => link(tab, name)),
  );
};

const staleNote = (tab: Tab): HTMLElement =>
  element(
    'p',
    { class: 'quiet' },
    'To change how you sign in, you have to have signed in within the last five minutes. ',
    button('Sign in again', 'small', () => signInAgain(tab)),
  );

/** How the person signs in, and what they can do about it. */
export const waysIn = (tab: Tab): HTMLElement => {
  const place = element('div', {});
  const fill = async (): Promise<void> => {
    const answer = await tab.ask<WaysIn>({ method: 'GET', path: '/v1/me/logins' });
    if (answer.type === 'problem') {
      place.replaceChildren(element('p', { class: 'wrong' }, answer.problem.detail));
      return;
    }
    const { logins, freshUntil } = answer.body;
    const listing = { changed: () => void fill(), isOnly: logins.length === 1 };
    place.replaceChildren(
      element('ul', { class: 'list' }, ...logins.map((way) => row(tab, way, listing))),
      freshUntil === undefined ? staleNote(tab) : '',
      element('div', { class: 'row' }, ...(await linkable(tab))),
    );
  };
  void fill();
  return place;
};
