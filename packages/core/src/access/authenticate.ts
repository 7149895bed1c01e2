import type { KeyId, SessionId } from '@recount/domain/vocabulary';
import type { CredentialDocument, KeyCredential } from '@recount/projections';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import type { Fault } from '../node/faults.js';
import type { Clock } from '../ports/index.js';
import { judgeKey, judgeSession } from './credentials.js';
import type { Gate } from './gate.js';
import { readKey, readSession, type Token } from './tokens.js';
import type { CredentialRefused, KeyHolder, Who } from './who.js';

type Answer<A> = Either<Fault | CredentialRefused, A>;

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

const bySession = async (token: Token<SessionId>, gate: Gate, clock: Clock): Promise<Answer<Who>> => {
  const row = await rowOf(token.id, gate);
  if (isLeft(row)) return row;
  if (row.right?.type !== 'session') return refused('unknown');
  const identity = await gate.identities.find(row.right.identityId);
  if (isLeft(identity)) return identity;
  return judgeSession({ session: row.right, identity: identity.right }, token.hash, clock.now());
};

/** Who holds this key or session token: a hash and a look-up, and no write. */
export const authenticate =
  (gate: Gate, clock: Clock) =>
  async (credential: string): Promise<Answer<Who>> => {
    const key = readKey(credential);
    const session = readSession(credential);
    if (key === undefined && session === undefined) return refused('malformed');
    const open = gate.open();
    if (isLeft(open)) return open;
    if (key !== undefined) return byKey(key, gate, clock);
    return session === undefined ? refused('malformed') : bySession(session, gate, clock);
  };
