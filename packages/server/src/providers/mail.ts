import type { MailNews, MailOptions } from '@recount/core';
import type { Mailer } from '@recount/core/ports';
import { mailOf, smtpMailer } from '@recount/mail';
import type { Outbox } from '@recount/playground';
import * as E from 'fp-ts/lib/Either.js';
import { right } from 'fp-ts/lib/TaskEither.js';
import type { Logger } from 'pino';
import type { Configuration } from '../configuration/index.js';
import { startOutboxAt } from '../playground/outbox.js';
import type { Scope } from '../scope.js';

/** How people are written to, and in words for whoever starts the service. */
export type Carrying = { readonly mail: MailOptions | undefined; readonly shown: string };

type Place = { readonly origin: string; readonly port: number; readonly log: Logger };

// Letters are told of by their id: no address and no name reaches the log.
const telling =
  (log: Logger) =>
  ({ type, ...news }: MailNews): void => {
    if (type === 'sent') log.info(news, 'a mail was sent');
    else log.warn(news, type === 'failed' ? 'a mail did not go yet' : 'a mail was given up');
  };

const toOutbox = (outbox: Outbox, origin: string): Mailer => ({
  send: (letter) => {
    outbox.keep(mailOf(letter, origin));
    return right(undefined);
  },
});

/** By SMTP where that is configured, on the playground into its outbox, and else not at all. */
export const carryingFor = async (
  { mail, signIn }: Configuration,
  { origin, port, log }: Place,
  scope: Scope,
): Promise<E.Either<string, Carrying>> => {
  const tell = telling(log);
  if (mail !== undefined) {
    const shown = `through ${new URL(mail.url).host}, from ${mail.from}`;
    return E.right({ mail: { mailer: smtpMailer({ ...mail, origin }), tell }, shown });
  }
  if (signIn.type !== 'playground')
    return E.right({ mail: undefined, shown: 'none is sent; set RECOUNT_SMTP_URL and RECOUNT_MAIL_FROM' });
  const outbox = await startOutboxAt(port);
  if (E.isLeft(outbox)) return outbox;
  scope.add(outbox.right.close);
  return E.right({
    mail: { mailer: toOutbox(outbox.right, origin), tell },
    shown: `goes nowhere; read it at ${outbox.right.address}`,
  });
};
