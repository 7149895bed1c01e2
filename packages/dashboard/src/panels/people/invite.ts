import type { Invited } from '@recount/api';
import { nameOf } from '../../account.js';
import { choices, field, line, select } from '../../dom/fields.js';
import { type Filled, formFor } from '../../dom/form.js';
import { shownOnce } from '../../dom/once.js';
import { type Tab, under } from '../../tab/tab.js';
import { wordsFor } from '../../wire/wrong.js';

const roles = [
  { value: 'admin', label: 'Admin', means: 'Everything, people and keys included.' },
  { value: 'developer', label: 'Developer', means: 'Builds, deploys and runs.' },
  { value: 'billing', label: 'Billing', means: 'Sees and pays the bills.' },
  { value: 'auditor', label: 'Auditor', means: 'Reads everything, changes nothing.' },
] as const;

const lasting = [
  ['7', 'A week'],
  ['1', 'A day'],
  ['30', '30 days'],
] as const;

const acceptors = [
  { value: 'address', label: 'One address', means: 'Only who signs in with this verified e-mail address.' },
  { value: 'link', label: 'Whoever has the link', means: 'The first person who opens it and accepts.' },
] as const;

const bodyOf = (filled: Filled): object => {
  const whom = filled('whom') === 'link' ? { link: { uses: 1 } } : { email: filled('email') };
  return { ...whom, role: filled('role'), days: Number(filled('days')) };
};

// The address is asked for only where it decides.
const whom = (): ReadonlyArray<HTMLElement> => {
  const email = line('email', { type: 'email', placeholder: 'name@example.org', required: false });
  const asked = field('E-mail address', email);
  const chosen = choices('Who may accept', 'whom', acceptors);
  asked.hidden = true;
  chosen.addEventListener('change', ({ target }) => {
    const byAddress = target instanceof HTMLInputElement && target.value === 'address';
    asked.hidden = !byAddress;
    email.required = byAddress;
  });
  return [chosen, asked];
};

const told = ({ url, email, role }: Invited): HTMLElement =>
  shownOnce({
    title: 'Send this link',
    advice: [
      email === undefined
        ? `The first person who opens it and accepts joins as ${role}. It is shown this once.`
        : `Only ${email}, signed in with that address, can accept it, as ${role}. It is shown this once.`,
    ],
    text: url ?? 'It was shown before and cannot be shown again.',
  });

/** A form that invites somebody into the tab's team; `done` hears of it, with the link to show. */
export const invite = (tab: Tab, done: (link: HTMLElement) => void): HTMLElement => {
  const form: HTMLFormElement = formFor({
    content: [...whom(), choices('Role', 'role', roles), field('Holds for', select('days', lasting))],
    action: `Invite to ${nameOf(tab.account, tab.me)}`,
    send: async (filled) => {
      const path = under(tab, '/invitations');
      const answer = await tab.ask<Invited>({ method: 'POST', path, body: bodyOf(filled) });
      if (answer.type === 'problem') return wordsFor(answer.problem);
      done(told(answer.body));
      return undefined;
    },
  });
  return form;
};
