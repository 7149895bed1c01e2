import type { KeyId, SessionId } from '@recount/domain/vocabulary';
import type { AccountDocument, CredentialDocument, SessionCredential } from '@recount/projections';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import type { Fault } from '../node/faults.js';
import type { Usage } from '../reading/looking/usage.js';
import type { Clock } from '../ports/index.js';
import { judgeKey, judgeSession, judgeUse } from './credentials.js';
import type { Gate } from './gate.js';
import { readKey, readSession, type Token } from './tokens.js';
import type { CredentialRefused, KeyHolder, SessionHolder, SessionTerms, Who } from './who.js';

type Answer<A> = Either<Fault | CredentialRefused, A>;
type Held = Parameters<typeof judgeSession>[0];

const refused = (why: CredentialRefused['why']): Answer<never> => left({ type: 'CredentialRefused', why });

// A key of an archived account is whole again once the account is restored.
const ofAccount = (holder: KeyHolder, account: AccountDocument | undefined): Answer<KeyHolder> =>
  account?.state === 'open' ? right(holder) : refused('archived');

const unlessArchived = async (holder: KeyHolder, { accounts }: Gate): Promise<Answer<KeyHolder>> => {
  const account = await accounts.find(holder.accountId);
  return isLeft(account) ? account : ofAccount(holder, account.right);
};

const judged = (
  row: CredentialDocument | undefined,
  { hash }: Token<KeyId>,
  clock: Clock,
): Answer<KeyHolder> => (row?.type === 'key' ? judgeKey(row, hash, clock.now()) : refused('unknown'));

const fetched = async (token: Token<KeyId>, gate: Gate, clock: Clock): Promise<Answer<KeyHolder>> => {
  const row = await gate.credentials.find(token.id);
  if (isLeft(row)) return row;
  const key = judged(row.right, token, clock);
  return isLeft(key) ? key : unlessArchived(key.right, gate);
};

// What is at hand is answered at once: a promise on the way would cost as much as the look-up.
const byKey = (
  token: Token<KeyId>,
  gate: Gate,
  clock: Clock,
): Answer<KeyHolder> | Promise<Answer<KeyHolder>> => {
  const { known, document } = gate.credentials.peek(token.id);
  if (!known) return fetched(token, gate, clock);
  const key = judged(document, token, clock);
  if (isLeft(key)) return key;
  const account = gate.accounts.peek(key.right.accountId);
  if (!account.known) return unlessArchived(key.right, gate);
  return ofAccount(key.right, account.document);
};

/** What being let in goes by besides the rows: the time, when credentials were last used, and how long sessions last. */
export type Letting = {
  readonly clock: Clock;
  readonly used: Pick<Usage, 'note' | 'latest'>;
  readonly sessions: SessionTerms;
};

// The store is asked on a session's first request here, and when this node alone would call it idle.
const inUse = async (
  session: SessionCredential,
  holder: SessionHolder,
  { clock, used, sessions: { idle } }: Letting,
): Promise<Answer<SessionHolder>> => {
  const at = clock.now();
  const last = await used.latest(session.sessionId, at - idle + 1);
  if (isLeft(last)) return last;
  const judged = judgeUse(session, last.right, { at, idle });
  return isLeft(judged) ? judged : right(holder);
};

const whose = async (token: Token<SessionId>, gate: Gate): Promise<Answer<Held>> => {
  const row = await gate.credentials.find(token.id);
  if (isLeft(row)) return row;
  if (row.right?.type !== 'session') return refused('unknown');
  const identity = await gate.identities.find(row.right.identityId);
  return isLeft(identity) ? identity : right({ session: row.right, identity: identity.right });
};

// Whoever comes with a session that is over for its age is remembered, so that it stays over.
const bySession = async (token: Token<SessionId>, gate: Gate, letting: Letting): Promise<Answer<Who>> => {
  const held = await whose(token, gate);
  if (isLeft(held)) return held;
  const { session } = held.right;
  const judged = judgeSession(held.right, token.hash, letting.clock.now());
  const holder = isLeft(judged) ? judged : await inUse(session, judged.right, letting);
  if (isLeft(holder) && holder.left.type === 'CredentialRefused' && holder.left.why === 'expired')
    letting.used.note(session.sessionId, session.expires);
  return holder;
};

/** Who holds this key or session token: a hash and a look-up, and no write. */
export const authenticate =
  (gate: Gate, letting: Letting) =>
  (credential: string): Answer<Who> | Promise<Answer<Who>> => {
    const key = readKey(credential);
    const session = readSession(credential);
    if (key === undefined && session === undefined) return refused('malformed');
    const open = gate.open();
    if (isLeft(open)) return open;
    if (key !== undefined) return byKey(key, gate, letting.clock);
    return session === undefined ? refused('malformed') : bySession(session, gate, letting);
  };
