export { type Mailing, mailing, type MailOptions } from './mailing.js';
export type { MailNews, MailStanding } from './posting.js';
