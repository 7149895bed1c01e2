import { timingSafeEqual } from 'node:crypto';
import { sessionCounts } from '@recount/domain/facts/identity';
import { keyIsUsable } from '@recount/domain/facts/key';
import type { Instant, Milliseconds, SecretHash } from '@recount/domain/vocabulary';
import type { IdentityDocument, KeyCredential, SessionCredential } from '@recount/projections';
import { type Either, left, right } from 'fp-ts/lib/Either.js';
import type { CredentialRefused, KeyHolder, SessionHolder } from './who.js';

const refused = (why: CredentialRefused['why']): Either<CredentialRefused, never> =>
  left({ type: 'CredentialRefused', why });

// Two places to compare in, made once: a comparison is finished before the next begins.
const [here, there] = [Buffer.alloc(32), Buffer.alloc(32)];

const sameHash = (one: SecretHash, other: SecretHash): boolean => {
  const whole = here.write(one, 'hex') + there.write(other, 'hex') === 64;
  return whole && timingSafeEqual(here, there);
};

const opensWith = (key: KeyCredential, hash: SecretHash, at: Instant): boolean => {
  const now = sameHash(key.hash, hash);
  const before = key.previous !== undefined && at < key.previous.until && sameHash(key.previous.hash, hash);
  return now || before;
};

/** Whether a key's secret is good at this moment, and whom it lets in. A wrong secret answers like an unknown key. */
export const judgeKey = (
  key: KeyCredential,
  hash: SecretHash,
  at: Instant,
): Either<CredentialRefused, KeyHolder> => {
  if (!opensWith(key, hash, at)) return refused('unknown');
  const { keyId, accountId, scope, expires, state } = key;
  if (state === 'revoked') return refused('revoked');
  if (!keyIsUsable({ in: state, expires }, at)) return refused('expired');
  const end = expires === undefined ? {} : { expires };
  return right({ type: 'key', actor: { type: 'key', keyId, accountId }, accountId, scope, ...end });
};

/**
 * Whether a session's last use holds it at this moment. One that was presented when it was over was last used at its end:
 * no clock that goes back revives it.
 */
export const judgeUse = (
  { startedAt, expires }: Pick<SessionCredential, 'startedAt' | 'expires'>,
  last: Instant | undefined,
  { at, idle }: { readonly at: Instant; readonly idle: Milliseconds },
): Either<CredentialRefused, true> => {
  if (last !== undefined && last >= expires) return refused('expired');
  return at - Math.max(startedAt, last ?? startedAt) < idle ? right(true) : refused('expired');
};

/** Whether a session's token is good at this moment, and whom it lets in. */
export const judgeSession = (
  {
    session,
    identity,
  }: { readonly session: SessionCredential; readonly identity: IdentityDocument | undefined },
  hash: SecretHash,
  at: Instant,
): Either<CredentialRefused, SessionHolder> => {
  if (!sameHash(session.tokenHash, hash)) return refused('unknown');
  const { sessionId, identityId, context, addresses, assurance, expires } = session;
  const counts =
    identity !== undefined &&
    sessionCounts(
      { generation: identity.generation, except: identity.except },
      { sessionId, generation: session.generation },
    );
  if (session.state === 'ended' || !counts) return refused('ended');
  if (at >= expires) return refused('expired');
  const actor = { type: 'session' as const, sessionId, identityId };
  return right({ type: 'session', actor, context, addresses, assurance, expires });
};
