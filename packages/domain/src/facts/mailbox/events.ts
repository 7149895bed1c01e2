import * as t from 'io-ts';
import { ClaimDigest, IdentityId } from '../../vocabulary/index.js';
import { fact } from '../fact.js';

/** A verified address belongs to this social identity. */
export const MailboxClaimed = fact('MailboxClaimed', { mailbox: ClaimDigest, identityId: IdentityId });
export type MailboxClaimed = t.TypeOf<typeof MailboxClaimed>;

/** An identity gave an address up. */
export const MailboxReleased = fact('MailboxReleased', { mailbox: ClaimDigest, identityId: IdentityId });
export type MailboxReleased = t.TypeOf<typeof MailboxReleased>;

/** What happens to an address in the social realm. */
export const MailboxEvent = t.union([MailboxClaimed, MailboxReleased]);
export type MailboxEvent = t.TypeOf<typeof MailboxEvent>;
