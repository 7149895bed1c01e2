import type { LogState } from '@recount/domain/facts/log';
import { logStream } from '@recount/domain/facts';
import type { ClaimKeyId } from '@recount/domain/vocabulary';
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
import { getOrElse } from 'fp-ts/lib/Option.js';
import type { Gate, NewIds, SessionTerms } from '../../access/index.js';
import type { StateCache } from '../asking/index.js';
import type { Mailing } from '../mailing/index.js';
import type { Core } from '../../node/core.js';
import { canonicalMailbox } from './mailbox.js';
import type { Pace } from '../../log/index.js';
import type { Clock, Entropy, Unavailable, Unreadable } from '../../ports/index.js';
import type { ClaimNames, OneTime, openPersonal, Parking } from '../../vault/index.js';

/** What commands that make ids and secrets run on. */
export type Making = {
  readonly ask: Core['ask'];
  readonly cache: StateCache;
  readonly gate: Gate;
  readonly claims: ClaimNames;
  readonly oneTime: OneTime;
  readonly parking: Parking;
  readonly unseal: ReturnType<typeof openPersonal>;
  readonly ids: NewIds;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly pace: Pace;
  readonly sessions: SessionTerms;
  readonly mailing: Mailing;
};

/** The claim keys that live now, the newest first. */
export const livingClaimKeys = async (
  cache: StateCache,
): Promise<Either<Unavailable | Unreadable, ReadonlyArray<ClaimKeyId>>> => {
  const loaded = await cache.load([logStream], 'likely');
  if (isLeft(loaded)) return loaded;
  const log = loaded.right.states.get(logStream.name)?.state as LogState;
  return right(log.in === 'open' ? log.claimKeys : []);
};

/** Names the claim on an address, in the one form that addresses are compared in, under the living claim keys. */
export const mailboxClaims = (
  email: string,
  living: ReadonlyArray<ClaimKeyId>,
  { claims }: Making,
): ReturnType<ClaimNames> => claims('mailbox', [getOrElse(() => email)(canonicalMailbox(email))], living);
