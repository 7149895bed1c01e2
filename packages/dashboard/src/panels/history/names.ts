import type { HappeningShown, KeysPage, MembersPage } from '@recount/api';
import { nameOf } from '../../account.js';
import { type Tab, under } from '../../tab/tab.js';
import { calledBy } from '../people/members.js';

/** What ids are called in sentences. */
export type Names = { readonly of: (id: string) => string };

const kinds: Readonly<Record<string, string>> = {
  idn: 'somebody',
  key: 'a key',
  acc: 'another account',
  inv: 'an invitation',
  ses: 'a session',
};

const short = (id: string): string => `${kinds[id.slice(0, 3)] ?? 'something'} (…${id.slice(-6)})`;

const text = (fields: Readonly<Record<string, unknown>>, name: string): string | undefined => {
  const value = fields[name];
  return typeof value === 'string' ? value : undefined;
};

const inHistory = (happenings: ReadonlyArray<HappeningShown>): Known => [
  ...happenings.flatMap(({ details }) => {
    const [id, name] = [text(details, 'keyId'), text(details, 'name')];
    return id === undefined || name === undefined ? [] : [[id, `the key “${name}”`] as const];
  }),
  ...happenings.flatMap(({ personal }) =>
    personal.flatMap(({ subject, fields }) => {
      const name = text(fields, 'name') ?? text(fields, 'email');
      return name === undefined ? [] : [[subject, name] as const];
    }),
  ),
];

/** Names by id, as far as the account's lists tell them. */
export type Known = ReadonlyArray<readonly [string, string]>;

const inTeam = async (tab: Tab): Promise<Known> => {
  if (tab.account.kind !== 'team' || !tab.may('members:read')) return [];
  const answer = await tab.ask<MembersPage>({ method: 'GET', path: under(tab, '/members?limit=100') });
  if (answer.type === 'problem') return [];
  return answer.body.members.map((member) => [member.identityId, calledBy(member)] as const);
};

const ofKeys = async (tab: Tab): Promise<Known> => {
  if (!tab.may('keys:read')) return [];
  const answer = await tab.ask<KeysPage>({ method: 'GET', path: under(tab, '/keys?limit=100') });
  if (answer.type === 'problem') return [];
  return answer.body.keys.map(({ keyId, name }) => [keyId, `the key “${name}”`] as const);
};

/** The names that the tab's account and its person know, whatever a history says. */
export const namesHere = async (tab: Tab): Promise<Known> => {
  const [members, keys] = await Promise.all([inTeam(tab), ofKeys(tab)]);
  const accounts = tab.me.accounts.map((account) => [account.accountId, nameOf(account, tab.me)] as const);
  return [...members, ...keys, ...accounts, [tab.me.identityId, tab.me.name ?? 'You']];
};

/** The names of whoever and whatever a history speaks of, as far as one may know them. */
export const namesFor = (here: Known, happenings: ReadonlyArray<HappeningShown>): Names => {
  const known = new Map<string, string>([...inHistory(happenings), ...here]);
  return { of: (id) => known.get(id) ?? short(id) };
};
