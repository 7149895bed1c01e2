import {
  lookAtInvitation as seenBy,
  type LookRefusal,
  type SeenInvitation,
} from '@recount/domain/invitations';
import { type Either, isLeft, left } from 'fp-ts/lib/Either.js';
import { readInvitation } from '../../access/index.js';
import type { Who } from '../../access/index.js';
import type { Clock, Unavailable, Unreadable } from '../../ports/index.js';
import { judged, type StateCache } from '../../writing/asking/index.js';

/** What an invitation is to whoever asks with the secret of its link; judged on fresh states, and nothing is written. */
export const lookAtInvitation =
  (cache: StateCache, clock: Clock) =>
  async ({
    who: { actor },
    secret,
  }: {
    readonly who: Who;
    readonly secret: string;
  }): Promise<Either<Unavailable | Unreadable | LookRefusal, SeenInvitation>> => {
    const token = readInvitation(secret);
    if (token === undefined) return left({ type: 'InvitationUnknown' });
    const asking = { actor, at: clock.now(), invitationId: token.id, tokenHash: token.hash };
    const seen = await judged({ judge: seenBy(asking), writes: () => [] }, cache, { certainty: 'sure' });
    return isLeft(seen) ? seen : seen.right.verdict;
  };
