import type { SessionShown, SessionsPage } from '@recount/api';
import { button, element } from '../../dom/element.js';
import { date } from '../../dom/moments.js';
import { say } from '../../dom/say.js';
import type { Tab } from '../../tab/tab.js';
import { asPage, from, listed } from '../../wire/pages.js';

const browsers = ['Firefox', 'Edg', 'Chrome', 'Safari'] as const;
const systems = ['Windows', 'Android', 'iPhone', 'Mac OS', 'Linux'] as const;

const spoken: Readonly<Record<string, string>> = { Edg: 'Edge', 'Mac OS': 'macOS' };

const found = (agent: string, words: ReadonlyArray<string>): string | undefined => {
  const word = words.find((one) => agent.includes(one));
  return word === undefined ? undefined : (spoken[word] ?? word);
};

// A hint for its owner to tell sessions apart; nothing hangs on it.
const programOf = (agent = ''): string => {
  const browser = found(agent, browsers);
  const system = found(agent, systems);
  return [browser ?? 'A program', system].filter((word) => word !== undefined).join(' on ');
};

const end = async (tab: Tab, session: SessionShown, changed: () => void): Promise<void> => {
  const answer = await tab.ask({ method: 'DELETE', path: `/v1/me/sessions/${session.sessionId}` });
  say(answer.type === 'problem' ? answer.problem.detail : 'That session is over.');
  changed();
};

const beginning = ({ address, startedAt, sessionId, provider }: SessionShown): HTMLElement =>
  element(
    'small',
    {},
    address === undefined ? '' : `from ${address} · `,
    `through ${provider} · since `,
    date(startedAt),
    ` · …${sessionId.slice(-6)}`,
  );

const ending = ({ lastUsedAt, idleEndsAt, expiresAt }: SessionShown): HTMLElement =>
  element(
    'small',
    {},
    ...(lastUsedAt === undefined ? [] : ['last used ', date(lastUsedAt), ' · ']),
    'ends ',
    date(idleEndsAt),
    ...(idleEndsAt === expiresAt ? [] : [' unless used, and ', date(expiresAt), ' in any case']),
  );

const row = (tab: Tab, session: SessionShown, changed: () => void): HTMLElement =>
  element(
    'li',
    {},
    element(
      'div',
      {},
      element(
        'p',
        {},
        programOf(session.agent),
        session.current ? ' ' : '',
        session.current ? element('span', { class: 'tag strong' }, 'this one') : '',
      ),
      beginning(session),
      element('br', {}),
      ending(session),
    ),
    session.current ? undefined : button('End', 'small', () => end(tab, session, changed)),
  );

/** Where the person is signed in; `changed` hears when a session was ended. */
export const sessionList = (tab: Tab, changed: () => void): HTMLElement =>
  listed<SessionShown>({
    load: async (after) => {
      const answer = await tab.ask<SessionsPage>({ method: 'GET', path: from('/v1/me/sessions', after) });
      return asPage(answer, ({ sessions, next }) => ({ items: sessions, next }));
    },
    row: (session) => row(tab, session, changed),
    none: 'You are signed in nowhere.',
  });
