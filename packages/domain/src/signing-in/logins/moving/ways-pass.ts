import type { Fact, States } from '../../../decision.js';
import type { MailboxFate, RegisteredIdentity } from '../../../facts/identity/index.js';
import { type Claims, namesOf } from '../../../vocabulary/index.js';
import type { KnownLogin } from '../commands.js';
import { loginArrives, loginMoves, mailboxesMove, type Way, wordsArrive } from './claims.js';

type Words = RegisteredIdentity['vouched'];

/** What is merged in: the identity, all its logins, and the address that one of them was proven with just now. */
export type Merging = {
  readonly other: RegisteredIdentity;
  readonly moving: ReadonlyArray<KnownLogin>;
  readonly proven: { readonly login: Claims; readonly address: Claims | undefined };
};

// What its login was proven with just now, it vouches for: older histories do not tell.
const wordsOf = ({ other, proven: { login, address } }: Merging): Words => [
  ...other.vouched,
  ...(address === undefined ? [] : namesOf(address).map((mailbox) => ({ login: login.newest, mailbox }))),
];

// The logins go by their newest names where they come to.
const renamed = (words: Words, moving: Merging['moving']): Words => {
  const said = words.flatMap(({ login, mailbox }) =>
    moving
      .filter((one) => [...namesOf(one.login), one.linked].includes(login))
      .map((one) => ({ login: one.login.newest, mailbox })),
  );
  return said.filter(
    ({ login, mailbox }, at) =>
      said.findIndex((one) => one.login === login && one.mailbox === mailbox) === at,
  );
};

const fateOf = (was: MailboxFate, vouches: boolean): MailboxFate => {
  if (vouches) return 'claimed';
  return was === 'claimed' ? 'heldByAnother' : was;
};

/** All ways in of an identity pass to the one that it merges into: its logins, its mailboxes, and who vouches for which. */
export const waysPass = (merging: Merging, way: Way, states: States): ReadonlyArray<Fact> => {
  const { other, moving } = merging;
  const said = wordsOf(merging);
  const mailboxes = mailboxesMove(
    said.map(({ mailbox }) => mailbox),
    way,
    states,
  );
  const held = mailboxes.flatMap(({ event }) => (event.type === 'MailboxClaimed' ? [event.mailbox] : []));
  const words = renamed(
    said.filter(({ mailbox }) => held.includes(mailbox)),
    moving,
  );
  const arrives = (one: KnownLogin, { issuer, mailbox: was }: RegisteredIdentity['logins'][number]) => {
    const mailbox = fateOf(
      was,
      words.some(({ login }) => login === one.login.newest),
    );
    return [...loginMoves(one, way, states), loginArrives(one, way.to, { by: 'merge', issuer, mailbox })];
  };
  const logins = other.logins.flatMap((known) =>
    moving.filter(({ linked }) => linked === known.login).flatMap((one) => arrives(one, known)),
  );
  return [...logins, ...mailboxes, ...wordsArrive(words, way.to)];
};
