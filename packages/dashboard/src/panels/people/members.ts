import type { MemberShown, MembersPage, Removal } from '@recount/api';
import { nameOf } from '../../account.js';
import { confirmed } from '../../dom/confirm.js';
import { button, element, named } from '../../dom/element.js';
import { date } from '../../dom/moments.js';
import { say } from '../../dom/say.js';
import { type Tab, under } from '../../tab/tab.js';
import type { Answer } from '../../wire/ask.js';
import { asPage, from, listed } from '../../wire/pages.js';

/** What a person is called: by name, by address, or by the end of their id. */
export const calledBy = ({ name, email, identityId }: MemberShown): string =>
  name ?? email ?? `somebody (…${identityId.slice(-6)})`;

const farewell = (answer: Answer<Removal>, name: string): string => {
  if (answer.type === 'problem') return answer.problem.detail;
  const keys = answer.body.keys?.length ?? 0;
  const advice =
    keys === 0 ? '' : ` Keys that they issued and that still work: ${keys}. Consider rotating them.`;
  return `${name} is removed.${advice}`;
};

const remove = async (tab: Tab, member: MemberShown, changed: () => void): Promise<void> => {
  const name = calledBy(member);
  const isMeant = await confirmed({
    title: `Remove ${name}?`,
    content: [
      element('p', {}, `They lose ${nameOf(tab.account, tab.me)} at once, in every browser and terminal.`),
      element('p', {}, 'Keys go on working: they belong to the team.'),
    ],
    yes: 'Remove',
  });
  if (!isMeant) return;
  const path = under(tab, `/members/${member.identityId}`);
  say(farewell(await tab.ask<Removal>({ method: 'DELETE', path }), name));
  changed();
};

const row = (tab: Tab, member: MemberShown, changed: () => void): HTMLElement => {
  const isMe = member.identityId === tab.me.identityId;
  const words = element(
    'div',
    {},
    element(
      'p',
      {},
      element('strong', {}, named(calledBy(member))),
      isMe ? ' (you) ' : ' ',
      element('span', { class: `tag ${member.role === 'admin' ? 'strong' : ''}` }, member.role),
    ),
    element(
      'small',
      {},
      member.name === undefined ? '' : (member.email ?? ''),
      ' · joined ',
      date(member.joinedAt),
    ),
  );
  const may = tab.may('members:remove') && !isMe;
  return element(
    'li',
    {},
    words,
    may ? button('Remove', 'small', () => remove(tab, member, changed)) : undefined,
  );
};

/** The members of the tab's team; `changed` hears when one was removed. */
export const memberList = (tab: Tab, changed: () => void): HTMLElement =>
  listed<MemberShown>({
    load: async (after) => {
      const answer = await tab.ask<MembersPage>({ method: 'GET', path: from(under(tab, '/members'), after) });
      return asPage(answer, ({ members, next }) => ({ items: members, next }));
    },
    row: (member) => row(tab, member, changed),
    none: 'Nobody is in this team.',
  });
