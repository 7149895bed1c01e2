import type { MailStanding } from '@recount/core';
import { one, type Series } from './series.js';

const series = (field: keyof MailStanding, name: string, help: string): Series => ({
  name,
  help,
  of: ({ mail }) => (mail === undefined ? [] : one(mail[field])),
});

/** What became of mail on this node; nothing where nobody carries it. */
export const ofMail: ReadonlyArray<Series> = [
  series(
    'waiting',
    'recount_mails_waiting',
    'Mails that wait to be sent, as this node saw at its last look.',
  ),
  series('sent', 'recount_mails_sent_total', 'Mails that were handed over.'),
  series(
    'failed',
    'recount_mails_failed_total',
    'Tries to hand a mail over that failed; each is tried again.',
  ),
  series(
    'givenUp',
    'recount_mails_given_up_total',
    'Mails that were refused for good, or not taken within two days.',
  ),
];
