import type { Recorded } from '@recount/domain/facts';
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
import type { AccountTold } from '../../ports/index.js';
import { eventsAbout } from '../../reading/looking/index.js';
import { addressIn, fieldIn, type NoLetter, noLetter, type Writing, type Written } from './letters.js';
import type { Posting } from './posting.js';

/** How many accounts, and of each how many keys, a letter names. */
const most = 20;

type Linked = { readonly recorded: Recorded; readonly event: LoginLinked };

const linkedOf = async (
  identityId: IdentityId,
  writing: Pick<Writing, 'log' | 'pace'>,
): Promise<Either<Fault, ReadonlyArray<Linked>>> => {
  const events = await eventsAbout(writing, identityId, Number.MAX_SAFE_INTEGER);
  if (isLeft(events)) return events;
  return right(
    events.right.flatMap((recorded) => {
      const { event } = recorded;
      return event.type === 'LoginLinked' && event.identityId === identityId ? [{ recorded, event }] : [];
    }),
  );
};

// An address that nobody has verified is nobody's: it is not told of.
const isVouchedFor = ({ event: { mailbox } }: Linked): boolean =>
  mailbox === 'claimed' || mailbox === 'notLookedAt';

/** What is to be written about an event: to each of the person's verified addresses, that another login is theirs now. */
export const postingsOf = async (
  recorded: Recorded,
  writing: Pick<Writing, 'log' | 'pace' | 'keys'>,
): Promise<Either<Fault, ReadonlyArray<{ readonly id: string; readonly posting: Posting }>>> => {
  const { event } = recorded;
  if (event.type !== 'LoginLinked' || event.by === 'registration') return right([]);
  const linked = await linkedOf(event.identityId, writing);
  if (isLeft(linked)) return linked;
  const logins = new Map<string, LoginLinked['login']>();
  for (const one of linked.right.filter(isVouchedFor)) {
    const to = await addressIn(sealedFor(one.recorded, event.identityId), writing);
    if (isLeft(to)) return to;
    if (to.right !== undefined) logins.set(to.right, one.event.login);
  }
  const { identityId, login: joined } = event;
  return right(
    [...logins.values()].map((to, nth) => ({
      id: `${recorded.id}/${nth}`,
      posting: { type: 'loginJoined', identityId, joined, to },
    })),
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

type Joined = Extract<Posting, { type: 'loginJoined' }>;

/** The letter that says that another login is somebody's, and what of theirs it now opens. */
export const joinedLetter = async (
  { identityId, joined, to: at }: Joined,
  writing: Writing,
): Promise<Either<Fault | NoLetter, Written>> => {
  const linked = await linkedOf(identityId, writing);
  if (isLeft(linked)) return linked;
  const last = (login: string) => linked.right.findLast(({ event }) => event.login === login);
  const [news, whose] = [last(joined), last(at)];
  if (news === undefined || whose === undefined) return noLetter;
  const to = await addressIn(sealedFor(whose.recorded, identityId), writing);
  if (isLeft(to)) return to;
  if (to.right === undefined) return noLetter;
  const belonging = await belongingOf(identityId, writing);
  if (isLeft(belonging)) return belonging;
  const { issuer } = news.event;
  const letter = { type: 'loginJoined' as const, issuer, at: news.recorded.recordedAt, ...belonging.right };
  return right({ to: to.right, letter });
};
