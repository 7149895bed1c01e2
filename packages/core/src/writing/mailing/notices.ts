import type { Event, Recorded } from '@recount/domain/facts';
import type { LoginLinked } from '@recount/domain/facts/identity';
import type { IdentityId } from '@recount/domain/vocabulary';
import {
  type AccountDocument,
  accounts,
  accountsOfIdentity,
  keysOfAccount,
  sealedFor,
} from '@recount/projections';
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
import { toUndefined } from 'fp-ts/lib/Option.js';
import type { Fault } from '../../node/faults.js';
import type { AccountTold, Letter } from '../../ports/index.js';
import { eventsAbout } from '../../reading/looking/index.js';
import { addressIn, fieldIn, type NoLetter, noLetter, type Writing, type Written } from './letters.js';
import type { Posting } from './posting.js';

/** How many accounts, and of each how many keys, a letter names. */
const most = 20;

type Told = { readonly type: 'loginJoined' | 'loginLeft' } & Pick<LoginLinked, 'identityId' | 'login'>;

/** What a person is told when this happened: that a login is theirs now, or no longer; nothing of their first one. */
export const toldBy = (event: Event): Told | undefined => {
  if (event.type !== 'LoginLinked' && event.type !== 'LoginUnlinked') return undefined;
  const { identityId, login } = event;
  if (event.type === 'LoginUnlinked') return { type: 'loginLeft', identityId, login };
  return event.by === 'merge' || event.by === 'link' ? { type: 'loginJoined', identityId, login } : undefined;
};

type Linked = { readonly recorded: Recorded; readonly event: LoginLinked };
type Reading = Pick<Writing, 'log' | 'pace'>;

// What is taken out later does not count any more, but for the login that is told of.
const linkedOf = async (
  { identityId, login }: Pick<Told, 'identityId' | 'login'>,
  reading: Reading,
): Promise<Either<Fault, ReadonlyArray<Linked>>> => {
  const events = await eventsAbout(reading, identityId, Number.MAX_SAFE_INTEGER);
  if (isLeft(events)) return events;
  const linked = new Map<string, Linked>();
  for (const recorded of events.right) {
    const { event } = recorded;
    if (event.type === 'LoginLinked' && event.identityId === identityId)
      linked.set(event.login, { recorded, event });
    if (event.type === 'LoginUnlinked' && event.identityId === identityId && event.login !== login)
      linked.delete(event.login);
  }
  return right([...linked.values()]);
};

// An address that nobody has verified is nobody's: it is not told of.
const isVouchedFor = ({ event: { mailbox } }: Linked): boolean =>
  mailbox === 'claimed' || mailbox === 'notLookedAt';

/** What is to be written about an event: to each verified address of the person, once. */
export const postingsOf = async (
  recorded: Recorded,
  writing: Reading & Pick<Writing, 'keys'>,
): Promise<Either<Fault, ReadonlyArray<{ readonly id: string; readonly posting: Posting }>>> => {
  const told = toldBy(recorded.event);
  if (told === undefined) return right([]);
  const linked = await linkedOf(told, writing);
  if (isLeft(linked)) return linked;
  const logins = new Map<string, LoginLinked['login']>();
  for (const one of linked.right.filter(isVouchedFor)) {
    const to = await addressIn(sealedFor(one.recorded, told.identityId), writing);
    if (isLeft(to)) return to;
    if (to.right !== undefined) logins.set(to.right, one.event.login);
  }
  const posting = { ...told, at: recorded.recordedAt };
  return right(
    [...logins.values()].map((to, nth) => ({ id: `${recorded.id}/${nth}`, posting: { ...posting, to } })),
  );
};

const nameOf = (account: AccountDocument, writing: Writing): Promise<Either<Fault, string | undefined>> =>
  account.kind === 'personal'
    ? fieldIn(account.sealedName, 'name', writing)
    : Promise.resolve(right(account.name));

const told = async (
  account: AccountDocument,
  role: AccountTold['role'],
  writing: Writing,
): Promise<Either<Fault, AccountTold>> => {
  const name = await nameOf(account, writing);
  if (isLeft(name)) return name;
  const keys = await writing.look.list(keysOfAccount, account.accountId, { limit: most })();
  if (isLeft(keys)) return keys;
  const now = writing.clock.now();
  const working = keys.right.rows.filter(
    ({ document: { state, expires } }) => state === 'active' && (expires === undefined || now < expires),
  );
  return right({
    handle: account.handle,
    ...(name.right === undefined ? {} : { name: name.right }),
    ...(role === undefined ? {} : { role }),
    keys: working.map(({ document }) => document.name),
    more: keys.right.next !== undefined,
  });
};

type Belonging = { readonly accounts: ReadonlyArray<AccountTold>; readonly more: boolean };

const belongingOf = async (identityId: IdentityId, writing: Writing): Promise<Either<Fault, Belonging>> => {
  const page = await writing.look.list(accountsOfIdentity, identityId, { limit: most })();
  if (isLeft(page)) return page;
  const all: AccountTold[] = [];
  for (const { document } of page.right.rows) {
    const row = await writing.look.row(accounts, document.accountId)();
    if (isLeft(row)) return row;
    const account = toUndefined(row.right)?.document;
    if (account === undefined) continue;
    const one = await told(account, document.role, writing);
    if (isLeft(one)) return one;
    all.push(one.right);
  }
  return right({ accounts: all, more: page.right.next !== undefined });
};

type Notice = Exclude<Posting, { type: 'invitation' }>;

const letterOf = async (
  { type, identityId, at }: Notice,
  { event: { issuer } }: Linked,
  writing: Writing,
): Promise<Either<Fault, Letter>> => {
  if (type === 'loginLeft') return right({ type, issuer, at });
  const belonging = await belongingOf(identityId, writing);
  return isLeft(belonging) ? belonging : right({ type, issuer, at, ...belonging.right });
};

/** The letter that says that a login is somebody's, and what of theirs it opens; or that it is theirs no longer. */
export const noticeLetter = async (
  notice: Notice,
  writing: Writing,
): Promise<Either<Fault | NoLetter, Written>> => {
  const linked = await linkedOf(notice, writing);
  if (isLeft(linked)) return linked;
  const find = (login: string) => linked.right.find(({ event }) => event.login === login);
  const [about, whose] = [find(notice.login), find(notice.to)];
  if (about === undefined || whose === undefined) return noLetter;
  const to = await addressIn(sealedFor(whose.recorded, notice.identityId), writing);
  if (isLeft(to)) return to;
  if (to.right === undefined) return noLetter;
  const letter = await letterOf(notice, about, writing);
  return isLeft(letter) ? letter : right({ to: to.right, letter: letter.right });
};
