import type { IdentityId } from '../../vocabulary/index.js';
import type { MailboxEvent } from './events.js';

/** An address in the social realm: free, or claimed by one identity. */
export type MailboxState =
  | { readonly in: 'free' }
  | { readonly in: 'claimed'; readonly identityId: IdentityId };

/** An address that nobody claimed. */
export const freeMailbox: MailboxState = { in: 'free' };

/** Folds one event into an address's state. */
export const evolveMailbox = (_: MailboxState, event: MailboxEvent): MailboxState =>
  event.type === 'MailboxClaimed' ? { in: 'claimed', identityId: event.identityId } : freeMailbox;
