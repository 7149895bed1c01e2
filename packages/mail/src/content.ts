import { invitationAddress } from '@recount/core';
import type { AccountTold, Letter } from '@recount/core/ports';

/** A paragraph, a list, or an address to open. */
export type Part =
  | { readonly type: 'words'; readonly words: string }
  | { readonly type: 'list'; readonly items: ReadonlyArray<string> }
  | { readonly type: 'link'; readonly label: string; readonly address: string };

/** What a mail says, however it is shown. */
export type Content = { readonly subject: string; readonly parts: ReadonlyArray<Part> };

const longestName = 100;

// What people call themselves and their teams stands on one line, and does not pass for the mail's own words.
const named = (name: string): string =>
  name
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, longestName);

const dayOf = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

const words = (text: string): Part => ({ type: 'words', words: text });

type Invitation = Extract<Letter, { type: 'invitation' }>;
type LoginJoined = Extract<Letter, { type: 'loginJoined' }>;
type LoginLeft = Extract<Letter, { type: 'loginLeft' }>;

const invitation = ({ secret, team, role, inviter, expires }: Invitation, origin: string): Content => {
  const name = named(team.name);
  const who = inviter === undefined ? 'Somebody' : `“${named(inviter)}”`;
  return {
    subject: `You are invited to the team “${name}”`,
    parts: [
      words(`${who} invites you to the team “${name}” (${team.handle}) as ${role}.`),
      { type: 'link', label: 'See the invitation', address: invitationAddress(origin, secret) },
      words(
        `Sign in with this e-mail address to accept it. It holds until ${dayOf(expires)}, and for you only.`,
      ),
      words('If you do not know the team, leave it: nothing happens by itself.'),
    ],
  };
};

const more = (has: boolean): string => (has ? ', and more' : '');

const line = ({ handle, name, role, keys, more: hasMore }: AccountTold): string => {
  const called = name === undefined ? handle : `“${named(name)}” (${handle})`;
  const as = role === undefined ? '' : `, as ${role}`;
  const held = keys.length === 0 ? 'no keys' : `keys: ${keys.map((key) => `“${named(key)}”`).join(', ')}`;
  return `${called}${as}; ${held}${more(hasMore)}`;
};

const loginJoined = ({ issuer, at, accounts, more: hasMore }: LoginJoined, origin: string): Content => ({
  subject: 'Another way to sign in is yours now',
  parts: [
    words(`On ${dayOf(at)} a sign-in through ${named(issuer)} was joined to you. It opens what is yours.`),
    words('This is where you belong, with the keys that work there:'),
    { type: 'list', items: [...accounts.map(line), ...(hasMore ? ['and more'] : [])] },
    words(
      'Was it not you? Sign in, take the login out again, sign out everywhere else, and revoke keys that are not yours.',
    ),
    { type: 'link', label: 'See how you sign in', address: `${origin}/#/me` },
  ],
});

const loginLeft = ({ issuer, at }: LoginLeft, origin: string): Content => ({
  subject: 'A way to sign in is yours no longer',
  parts: [
    words(
      `On ${dayOf(at)} the sign-in through ${named(issuer)} was taken out. It opens nothing of yours any more.`,
    ),
    words(
      'Was it not you? Sign in another way, sign out everywhere else, and revoke keys that are not yours.',
    ),
    { type: 'link', label: 'See how you sign in', address: `${origin}/#/me` },
  ],
});

/** What a letter says; `origin` is where browsers find the service. */
export const contentOf = (letter: Letter, origin: string): Content => {
  switch (letter.type) {
    case 'invitation':
      return invitation(letter, origin);
    case 'loginJoined':
      return loginJoined(letter, origin);
    case 'loginLeft':
      return loginLeft(letter, origin);
  }
};
