import { canonicalMailbox } from '@recount/core';
import * as O from 'fp-ts/lib/Option.js';
import { textThat } from './text.js';

const decodes = (text: string): boolean => {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
};

const isBare = ({ pathname, search, hash }: URL): boolean =>
  (pathname === '' || pathname === '/') && search === '' && hash === '';

// A name without a password, or the other way round, is a slip of the pen.
const isKnownTo = ({ username, password }: URL): boolean =>
  (username === '') === (password === '') && decodes(username) && decodes(password);

const isServer = (text: string): boolean => {
  if (!/^smtps?:\/\/[\x21-\x7e]+$/.test(text) || !URL.canParse(text)) return false;
  const url = new URL(text);
  return url.hostname !== '' && isBare(url) && isKnownTo(url);
};

/** A server that takes mail, with the name and password by which it knows us. */
export const SmtpUrl = textThat(
  'smtp:// or smtps://, with <user>:<password>@ if it asks for them, a host, and a port if it is not the usual',
  isServer,
);

/** An address that mail comes from. */
export const MailAddress = textThat('an e-mail address, and nothing around it', (text) =>
  O.isSome(canonicalMailbox(text)),
);
