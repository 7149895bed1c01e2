import type { IssuedKey } from '@recount/api';
import { ownerOf } from '../../account.js';
import { element } from '../../dom/element.js';
import { choices, field, line, select } from '../../dom/fields.js';
import { type Filled, formFor } from '../../dom/form.js';
import { shownOnce } from '../../dom/once.js';
import { type Tab, under } from '../../tab/tab.js';
import { wordsFor } from '../../wire/wrong.js';

const day = 86_400_000;

const scopes = [
  { value: 'API', label: 'API', means: 'Calls models and your own endpoints.' },
  { value: 'ADMIN', label: 'ADMIN', means: 'All of API, and deploys, runs and manages apps.' },
] as const;

const lasting = [
  ['', 'Until it is revoked'],
  ['30', '30 days'],
  ['90', '90 days'],
  ['365', 'A year'],
] as const;

const bodyOf = (filled: Filled): object => {
  const days = Number(filled('days'));
  const expires = days > 0 ? { expiresAt: new Date(Date.now() + days * day).toISOString() } : {};
  return { name: filled('name'), scope: filled('scope'), ...expires };
};

const told = ({ name, secret }: IssuedKey, owner: string): HTMLElement =>
  shownOnce({
    title: `Your new key “${name}”`,
    advice: [`It belongs to ${owner} and is shown this once. Keep it where your program reads it:`],
    text:
      secret === undefined
        ? 'It was shown before and cannot be shown again.'
        : `export RECOUNT_KEY=${secret}`,
  });

/** A form that issues a key for the tab's account, by name; `done` hears of it, with the secret to show. */
export const newKey = (tab: Tab, done: (secret: HTMLElement) => void): HTMLElement => {
  const owner = ownerOf(tab.account, tab.me);
  const form: HTMLFormElement = formFor({
    content: [
      element(
        'div',
        { class: 'pair' },
        field('Name', line('name', { maxlength: '80', placeholder: 'what will use it' })),
        field('Lasts', select('days', lasting)),
      ),
      choices('Scope', 'scope', scopes),
    ],
    action: `Create key for ${owner}`,
    send: async (filled) => {
      const answer = await tab.ask<IssuedKey>({
        method: 'POST',
        path: under(tab, '/keys'),
        body: bodyOf(filled),
      });
      if (answer.type === 'problem') return wordsFor(answer.problem);
      form.reset();
      done(told(answer.body, owner));
      return undefined;
    },
  });
  return form;
};
