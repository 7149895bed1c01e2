import type { KeyShown, KeysPage } from '@recount/api';
import { confirmed } from '../../dom/confirm.js';
import { button, type Child, element, named } from '../../dom/element.js';
import { field, select } from '../../dom/fields.js';
import { date } from '../../dom/moments.js';
import { say } from '../../dom/say.js';
import { type Tab, under } from '../../tab/tab.js';
import { asPage, from, listed } from '../../wire/pages.js';

const reasons = [
  ['unused', 'It is not used any more'],
  ['leaked', 'It has leaked, or may have'],
  ['replaced', 'Another key takes its place'],
  ['other', 'Another reason'],
] as const;

const revoke = async (tab: Tab, key: KeyShown): Promise<boolean> => {
  const why = select('why', reasons);
  const isMeant = await confirmed({
    title: `Revoke “${key.name}”?`,
    content: [element('p', {}, 'Whatever uses it is refused from the next request on.'), field('Why', why)],
    yes: 'Revoke key',
  });
  if (!isMeant) return false;
  const path = under(tab, `/keys/${key.keyId}?why=${why.value}`);
  const answer = await tab.ask({ method: 'DELETE', path });
  say(answer.type === 'problem' ? answer.problem.detail : `“${key.name}” is revoked.`);
  return answer.type === 'answer';
};

const story = (key: KeyShown): ReadonlyArray<Child> => {
  const used = key.lastUsedAt === undefined ? ['not used yet'] : ['used ', date(key.lastUsedAt)];
  const ends = key.expiresAt === undefined ? [] : [' · ends ', date(key.expiresAt)];
  const gone =
    key.revokedAt === undefined ? [] : [' · revoked ', date(key.revokedAt), ` (${key.why ?? 'other'})`];
  return ['issued ', date(key.issuedAt), ' · ', ...used, ...ends, ...gone];
};

const row = (tab: Tab, key: KeyShown, changed: () => void): HTMLElement => {
  const works = key.state === 'active';
  const press = async (): Promise<void> => {
    if (await revoke(tab, key)) changed();
  };
  const words = element(
    'div',
    {},
    element(
      'p',
      {},
      element('strong', {}, named(key.name)),
      ' ',
      element('span', { class: `tag ${key.scope === 'ADMIN' ? 'strong' : ''}` }, key.scope),
      ' ',
      element('code', { class: 'quiet' }, `rk_…${key.last4}`),
    ),
    element('small', {}, ...story(key)),
  );
  const end = works && tab.may('keys:revoke') ? button('Revoke', 'small grave', press) : undefined;
  return element('li', { class: works ? '' : 'gone' }, words, end);
};

/** The keys of the tab's account; `changed` hears when one was revoked. */
export const keyList = (tab: Tab, changed: () => void): HTMLElement =>
  listed<KeyShown>({
    load: async (after) => {
      const answer = await tab.ask<KeysPage>({ method: 'GET', path: from(under(tab, '/keys'), after) });
      return asPage(answer, ({ keys, next }) => ({ items: keys, next }));
    },
    row: (key) => row(tab, key, changed),
    none: 'There is no key yet.',
  });
