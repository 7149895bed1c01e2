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
  {
    value: 'link',
    label: 'Whoever has the link',
    means: 'The first who accept: one, or as many as you say.',
  },
] as const;

const bodyOf = (filled: Filled): object => {
  const byLink = filled('whom') === 'link';
  const whom = byLink ? { link: { uses: Number(filled('uses')) } } : { email: filled('email') };
  return { ...whom, role: filled('role'), days: Number(filled('days')) };
};

// What decides is asked for: an address, or how many the link is for.
const whom = (): ReadonlyArray<HTMLElement> => {
  const email = line('email', { type: 'email', placeholder: 'name@example.org', required: false });
  const uses = line('uses', { type: 'number', min: '1', max: '100', value: '1', inputmode: 'numeric' });
  const chosen = choices('Who may accept', 'whom', acceptors);
  const address = field('E-mail address', email);
  const many = field('How many may use the link', uses, 'From 1 to 100 people, each of them once.');
  const ask = (who: string): void => {
    address.hidden = who !== 'address';
    many.hidden = who !== 'link';
    email.required = who === 'address';
    uses.disabled = who !== 'link';
  };
  ask('');
  chosen.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLInputElement) ask(target.value);
  });
  return [chosen, address, many];
};

const whoCan = ({ email, link, role }: Invited): string => {
  if (email !== undefined) return `Only ${email}, signed in with that address, can accept it, as ${role}.`;
  const uses = link?.uses ?? 1;
  return uses === 1
    ? `The first person who opens it and accepts joins as ${role}.`
    : `The first ${uses} people who open it and accept join as ${role}.`;
};

const whereItWent = ({ email, mailed }: Invited): ReadonlyArray<string> => {
  if (email === undefined || mailed === undefined) return [];
  return [mailed ? `A mail with it is on its way to ${email}.` : 'No mail was sent: send it yourself.'];
};

const told = (invited: Invited): HTMLElement =>
  shownOnce({
    title: 'Send this link',
    advice: [`${whoCan(invited)} It is shown this once.`, ...whereItWent(invited)],
    text: invited.url ?? 'It was shown before and cannot be shown again.',
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
