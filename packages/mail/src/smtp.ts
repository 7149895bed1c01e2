import { canonicalMailbox } from '@recount/core';
import type { Mailer, MailFault } from '@recount/core/ports';
import { toUndefined } from 'fp-ts/lib/Option.js';
import { left, tryCatch } from 'fp-ts/lib/TaskEither.js';
import { createTransport } from 'nodemailer';
import { type Mail, mailOf } from './mail.js';

/** How long a server may take until it greets, and for all of it, in milliseconds. */
export type Patience = { readonly greeting: number; readonly all: number };

/**
 * Who carries mail (`smtp://` or `smtps://`), as whom it is sent, and where browsers find the service; `patience` is ten
 * seconds until the server greets and thirty for all of it, unless told otherwise.
 */
export type SmtpOptions = {
  readonly url: string;
  readonly from: string;
  readonly origin: string;
  readonly patience?: Patience;
};

const usual: Patience = { greeting: 10_000, all: 30_000 };

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

// To another machine a password or an address never goes in the open, whatever the server offers.
const transportOf = (address: string, { greeting }: Patience) => {
  const { protocol, hostname, port, username, password } = new URL(address);
  const secure = protocol === 'smtps:';
  const user = decodeURIComponent(username);
  return createTransport({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    requireTLS: !loopback.test(hostname),
    disableFileAccess: true,
    disableUrlAccess: true,
    connectionTimeout: greeting,
    ...(user === '' ? {} : { auth: { user, pass: decodeURIComponent(password) } }),
  });
};

type Failing = Readonly<Partial<Record<'code' | 'originalCode' | 'responseCode' | 'command', unknown>>>;

const failing = (fault: unknown): Failing => (typeof fault === 'object' && fault !== null ? fault : {});

const ofTheLetter: ReadonlySet<unknown> = new Set(['RCPT TO', 'DATA']);

// A server's own words may hold an address: of what it said, codes are told.
const faultOf = (fault: unknown): MailFault => {
  const { code, originalCode, responseCode, command } = failing(fault);
  if (code === 'EABORT') return { type: 'MailDelayed', detail: 'late' };
  const status = typeof responseCode === 'number' ? responseCode : 0;
  const isRefused = status >= 500 && status < 600 && ofTheLetter.has(command);
  const said = [code, originalCode, responseCode].filter(
    (one) => typeof one === 'string' || typeof one === 'number',
  );
  return { type: isRefused ? 'MailRefused' : 'MailDelayed', detail: said.join(' ') || 'unknown' };
};

// A mail program finds several addresses in a text that is meant as one: only the canonical form is let through to it.
const isOneAddress = (to: string): boolean => toUndefined(canonicalMailbox(to)) === to;

const notAnAddress: MailFault = { type: 'MailRefused', detail: 'not an address' };

/** Hands mail over by SMTP, each to its one address; a server that is slow, however it goes about it, is given up in time. */
export const smtpMailer = ({ url, from, origin, patience = usual }: SmtpOptions): Mailer => {
  const transport = transportOf(url, patience);
  const handOver = async ({ to, ...mail }: Mail): Promise<void> => {
    await transport.sendMail({
      ...mail,
      from: { name: 'Recount', address: from },
      to: { name: '', address: to },
      envelope: { from, to: [to] },
      headers: { 'Auto-Submitted': 'auto-generated' },
      // Of what a server says bit by bit each bit is in time: all of it has an end, and so has the connection.
      signal: AbortSignal.timeout(patience.all),
    });
  };
  return {
    send: (letter) =>
      isOneAddress(letter.to)
        ? tryCatch(() => handOver(mailOf(letter, origin)), faultOf)
        : left(notAnAddress),
  };
};
