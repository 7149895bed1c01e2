import type { Recorded } from '@recount/domain/facts';
import type { SecretHash } from '@recount/domain/vocabulary';
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
import type { Token } from '../../access/index.js';
import type { Done, Terms } from '../asking/index.js';
import type { Unavailable } from '../../ports/index.js';
import type { OneTime } from '../../vault/index.js';
import type { OneTimeSecret } from './acts.js';

/** The token for a request: what the same request was given before if that is still known, else this one, kept for a day. */
export const keptToken = async <Id extends string>(
  fresh: Token<Id>,
  { repeatable }: Terms,
  { oneTime, read }: { readonly oneTime: OneTime; readonly read: (text: string) => Token<Id> | undefined },
): Promise<Either<Unavailable, Token<Id>>> => {
  if (repeatable === undefined) return right(fresh);
  const kept = await oneTime.keep(repeatable, fresh.text);
  if (isLeft(kept)) return kept;
  return right(read(kept.right) ?? fresh);
};

const hashIn = ({ event }: Recorded): ReadonlyArray<SecretHash> => {
  switch (event.type) {
    case 'KeyIssued':
    case 'KeyRotated':
      return [event.hash];
    case 'MemberInvited':
      return [event.tokenHash];
    default:
      return [];
  }
};

/** A secret may be told only if the log holds its hash: another request's, or one that was kept too long ago, is gone. */
export const toldOnce = ({ events }: Done, token: Token<string>): OneTimeSecret =>
  events.flatMap(hashIn).includes(token.hash) ? { type: 'told', secret: token.text } : { type: 'gone' };
