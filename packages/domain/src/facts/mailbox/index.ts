export { MailboxClaimed, MailboxEvent, MailboxReleased } from './events.js';
export { evolveMailbox, freeMailbox, type MailboxState } from './state.js';
