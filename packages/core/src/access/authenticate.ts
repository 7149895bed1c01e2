import type { KeyId, SessionId } from '@recount/domain/vocabulary';
import type { CredentialDocument, KeyCredential, SessionCredential } from '@recount/projections';
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
const unlessArchived = async (holder: KeyHolder, { accounts }: Gate): Promise<Answer<KeyHolder>> => {
  const { known, document } = accounts.peek(holder.accountId);
  const account = known ? right(document) : await accounts.find(holder.accountId);
  if (isLeft(account)) return account;
  return account.right?.state === 'open' ? right(holder) : refused('archived');
};

const rowOf = async (
  id: KeyId | SessionId,
  { credentials }: Gate,
): Promise<Answer<CredentialDocument | undefined>> => {
  const { known, document } = credentials.peek(id);
  return known ? right(document) : credentials.find(id);
};

const byKey = async (token: Token<KeyId>, gate: Gate, clock: Clock): Promise<Answer<KeyHolder>> => {
  const row = await rowOf(token.id, gate);
  if (isLeft(row)) return row;
  const key: KeyCredential | undefined = row.right?.type === 'key' ? row.right : undefined;
  if (key === undefined) return refused('unknown');
  const judged = judgeKey(key, token.hash, clock.now());
  return isLeft(judged) ? judged : unlessArchived(judged.right, gate);
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
  const row = await rowOf(token.id, gate);
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
  async (credential: string): Promise<Answer<Who>> => {
    const key = readKey(credential);
    const session = readSession(credential);
    if (key === undefined && session === undefined) return refused('malformed');
    const open = gate.open();
    if (isLeft(open)) return open;
    if (key !== undefined) return byKey(key, gate, letting.clock);
    return session === undefined ? refused('malformed') : bySession(session, gate, letting);
  };
