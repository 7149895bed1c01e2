import type { ClaimDigest, IdentityId, Instant, InvitationId } from '@recount/domain/vocabulary';

/** What is to be written to somebody, by what it is about: what it says, and to which address, is looked up when it is sent. */
export type Posting =
  | { readonly type: 'invitation'; readonly invitationId: InvitationId; readonly secret: string }
  | {
      readonly type: 'loginJoined' | 'loginLeft';
      readonly identityId: IdentityId;
      /** The login that is theirs now, or no longer, and since when. */
      readonly login: ClaimDigest;
      readonly at: Instant;
      /** The login to whose address it is written. */
      readonly to: ClaimDigest;
    };

/** What became of letters on this node, as counts; `waiting` is how many this node saw at its last look. */
export type MailStanding = {
  readonly waiting: number;
  readonly sent: number;
  readonly failed: number;
  readonly givenUp: number;
};

/** Something became of a letter; `detail` is a code, and nobody is named. */
export type MailNews = {
  readonly type: 'sent' | 'failed' | 'givenUp';
  readonly letter: Posting['type'];
  readonly id: string;
  readonly detail?: string;
};
