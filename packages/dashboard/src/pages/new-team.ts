import type { CreatedTeam } from '@recount/api';
import { card, element, heading } from '../dom/element.js';
import { field, line } from '../dom/fields.js';
import { type Filled, formFor } from '../dom/form.js';
import type { Tab } from '../tab/tab.js';
import { wordsFor } from '../wire/wrong.js';

const handleFrom = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 39)
    .replace(/^-|-$/g, '');

// The handle follows the name until somebody writes one of their own.
const fields = (): ReadonlyArray<HTMLElement> => {
  const name = line('name', { maxlength: '80', placeholder: 'Acme Robotics' });
  const handle = line('handle', { maxlength: '39', placeholder: 'acme-robotics', spellcheck: 'false' });
  let isOwnWord = false;
  handle.addEventListener('input', () => {
    isOwnWord = handle.value !== '';
  });
  name.addEventListener('input', () => {
    if (!isOwnWord) handle.value = handleFrom(name.value);
  });
  const hint = 'Public, and part of addresses and commands: a-z, 0-9 and dashes.';
  return [field('Name', name), field('Handle', handle, hint)];
};

const create = async (tab: Tab, filled: Filled): Promise<string | undefined> => {
  const body = { name: filled('name'), handle: filled('handle') };
  const answer = await tab.ask<CreatedTeam>({ method: 'POST', path: '/v1/teams', body });
  if (answer.type === 'problem') return wordsFor(answer.problem);
  const { accountId: account, handle } = answer.body;
  await tab.ask({ method: 'PUT', path: '/v1/me/context', body: { account } });
  tab.go({ page: 'account', handle, panel: 'people' });
  return undefined;
};

/** A form that creates a team, and goes to work in it. */
export const newTeamPage = (tab: Tab): HTMLElement =>
  element(
    'main',
    { tabindex: '-1' },
    heading(
      'Create a team',
      'A workspace with keys, apps and billing of its own, apart from your personal account.',
    ),
    card(
      'New team',
      formFor({ content: fields(), action: 'Create team', send: (filled) => create(tab, filled) }),
    ),
  );
