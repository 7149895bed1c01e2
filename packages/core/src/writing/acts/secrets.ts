import { decisionOf } from '@recount/domain';
import type { Recorded } from '@recount/domain/facts';
import type { SecretHash } from '@recount/domain/vocabulary';
import { type Either, isLeft, isRight, left, right } from 'fp-ts/lib/Either.js';
import type { Token } from '../../access/index.js';
import {
  decided,
  type Decided,
  type Done,
  type Repeatable,
  type Terms,
  type Timeless,
} from '../asking/index.js';
import { type Unavailable, unavailable } from '../../ports/index.js';
import type { OneTimeSecret } from './acts.js';
import type { Making } from './making.js';

/** A token for a request, and whether the vault has its secret for whoever asks again. */
export type Given<Id extends string> = Token<Id> & { readonly isKept: boolean };

/** How a token is made, read back, and known to be the one that a wish can use. */
export type Minting<Id extends string> = {
  readonly fresh: Token<Id>;
  readonly read: (text: string) => Token<Id> | undefined;
  readonly fits: (token: Token<Id>) => boolean;
  /** The wish, made with this token. */
  readonly wish: (token: Token<Id>) => Timeless;
};

const writes = ({ decision }: Decided): boolean => isRight(decision) && decision.right.length > 0;

// A secret that is not kept cannot be told again: only what is sure to write nothing needs none.
const mayWrite = async (wish: Timeless, { cache, clock }: Making): Promise<boolean> => {
  const decide = decisionOf({ ...wish, at: clock.now() });
  const likely = await decided(decide, cache, { certainty: 'likely' });
  if (isRight(likely) && (likely.right.sure || writes(likely.right))) return writes(likely.right);
  const sure = await decided(decide, cache, { certainty: 'sure' });
  return isLeft(sure) || writes(sure.right);
};

const fitting = <Id extends string>(
  { read, fits }: Minting<Id>,
  text: string | undefined,
): Token<Id> | undefined => {
  const token = text === undefined ? undefined : read(text);
  return token !== undefined && fits(token) ? token : undefined;
};

// Whatever became of the vault, the command was not even asked for.
const nothingDone = ({ detail }: Unavailable): Either<Unavailable, never> => left(unavailable(detail));

/**
 * The token for a request: what the same request was given before if that is still known, else this one, kept for a day
 * so that it can be told again. Nothing is kept for a request that would be refused.
 */
export const keptToken = async <Id extends string>(
  minting: Minting<Id>,
  { repeatable }: Terms,
  making: Making,
): Promise<Either<Unavailable, Given<Id>>> => {
  const { fresh, wish } = minting;
  const unkept = right({ ...fresh, isKept: false });
  if (repeatable === undefined) return unkept;
  const recalled = await making.oneTime.recall(repeatable);
  if (isLeft(recalled)) return nothingDone(recalled.left);
  const earlier = fitting(minting, recalled.right);
  if (earlier !== undefined) return right({ ...earlier, isKept: true });
  if (!(await mayWrite(wish(fresh), making))) return unkept;
  const kept = await making.oneTime.keep(repeatable, fresh.text);
  if (isLeft(kept)) return nothingDone(kept.left);
  return right({ ...(fitting(minting, kept.right) ?? fresh), isKept: true });
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

/**
 * A secret may be told only if the log holds its hash: another request's, or one that was kept too long ago, is gone. One
 * that was not kept, since it looked as if nothing would be written, is kept now.
 */
export const toldOnce = async (
  { events }: Done,
  { repeatable, token }: { readonly repeatable: Repeatable | undefined; readonly token: Given<string> },
  { oneTime }: Making,
): Promise<OneTimeSecret> => {
  if (!events.flatMap(hashIn).includes(token.hash)) return { type: 'gone' };
  if (repeatable !== undefined && !token.isKept) await oneTime.keep(repeatable, token.text);
  return { type: 'told', secret: token.text };
};
