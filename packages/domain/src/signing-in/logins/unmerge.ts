import { bindW, map } from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { goes, joins } from '../../authority/index.js';
import type { Decide, Fact, States } from '../../decision.js';
import type { HandleIsTakenOnce } from '../../facts/handle/index.js';
import type { MailboxFate, RegisteredIdentity } from '../../facts/identity/index.js';
import { accountStream, identityStream, type IdsAreFresh } from '../../facts/index.js';
import type { AccountId, ClaimDigest } from '../../vocabulary/index.js';
import { newcomer } from '../newcomer.js';
import { everyName, type Leaving, type LeavingRefusal, othersEnd, whoLetsGo } from './asker.js';
import type { UnmergeLogin } from './commands.js';
import { loginArrives, loginMoves, mailboxesMove, type Way, wordsArrive } from './moving/claims.js';

/** Why a login is not taken out. */
export type UnmergeRefusal = LeavingRefusal | IdsAreFresh | HandleIsTakenOnce;

// Of two logins that vouch for one address, it is whose provider verified it last.
const ownAddresses = ({ vouched }: RegisteredIdentity, linked: ClaimDigest): ReadonlyArray<ClaimDigest> => {
  const last = new Map(vouched.map(({ login, mailbox }) => [mailbox, login]));
  return [...last].flatMap(([mailbox, login]) => (login === linked ? [mailbox] : []));
};

const left = (fate: MailboxFate): MailboxFate => (fate === 'claimed' ? 'heldByAnother' : fate);

const memberMoves = (accountId: AccountId, { from, to }: Way, states: States) => {
  const account = states(accountStream(accountId));
  return (through: ClaimDigest): ReadonlyArray<Fact> => {
    if (account.in === 'unknown' || account.holder.kind === 'personal') return [];
    const role = account.holder.members.get(from);
    if (role === undefined) return [];
    return [
      ...joins({ accountId, identityId: to }, role, { by: 'unmerge', through }),
      ...goes({ accountId, identityId: from }, 'MemberLeft'),
    ];
  };
};

const takenOut = (
  { moving, candidates }: UnmergeLogin,
  { leaving, identity }: Leaving,
  states: States,
): ReadonlyArray<Fact> => {
  const { linked } = moving;
  const way = { from: identity.identityId, to: candidates.identityId };
  const names = everyName(moving);
  const addresses = ownAddresses(identity, linked);
  const mailbox = addresses.length > 0 ? 'claimed' : left(leaving.mailbox);
  const words = addresses.map((address) => ({ login: moving.login.newest, mailbox: address }));
  return [
    {
      stream: identityStream(way.from),
      event: { type: 'LoginUnlinked', identityId: way.from, login: linked },
    },
    ...loginMoves(moving, way, states),
    loginArrives(moving, way.to, { by: 'unmerge', issuer: leaving.issuer, mailbox }),
    ...mailboxesMove(addresses, way, states),
    ...wordsArrive(words, way.to),
    ...[...identity.through].flatMap(([accountId, through]) =>
      names.includes(through) ? memberMoves(accountId, way, states)(moving.login.newest) : [],
    ),
  ];
};

/** Taking a login out gives it an identity and an account of its own, with its address and the memberships accepted through it. */
export const unmergeLogin: Decide<UnmergeLogin, UnmergeRefusal> = (command) => (states) =>
  pipe(
    whoLetsGo(command, command.moving)(states),
    bindW('newcomer', () => newcomer(command, states)),
    map(({ newcomer: { opens }, ...person }): ReadonlyArray<Fact> => {
      const { identityId } = command.candidates;
      const { realm } = person.identity;
      return [
        { stream: identityStream(identityId), event: { type: 'IdentityRegistered', identityId, realm } },
        ...takenOut(command, person, states),
        ...opens,
        othersEnd(person, 'unmerged', everyName(command.moving)),
      ];
    }),
  );
