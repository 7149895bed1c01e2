import { domainToASCII } from 'node:url';
import * as O from 'fp-ts/lib/Option.js';

const longestMailbox = 254;
const longestLocalPart = 64;

// RFC 5321 without what mail systems read as more than a name: quotes, comments and the routing signs % and !.
// Beyond ASCII letters, marks and digits only (RFC 6531), and nothing that cannot be seen.
const ascii = "[A-Za-z0-9#$&'*+\\/=?^_`{|}~\\-]";
const beyondAscii = '(?:(?=[^\\0-\\x7f])(?!\\p{DI})[\\p{L}\\p{M}\\p{N}])';
const localPart = new RegExp(`^(?:${ascii}|${beyondAscii})+(?:\\.(?:${ascii}|${beyondAscii})+)*$`, 'u');
const encodedWord = /=\?/;

// domainToASCII decodes % and stops at /, so what may enter it is said first.
const rawDomain = /^(?:[A-Za-z0-9.-]|(?=[^\0-\x7f])(?!\p{DI})[\p{L}\p{M}\p{N}。．｡])+$/u;
const domain = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/;

const bytes = (text: string): number => Buffer.byteLength(text, 'utf8');

const asciiLower = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

const canonicalLocalPart = (raw: string): O.Option<string> =>
  localPart.test(raw) && !encodedWord.test(raw) && bytes(raw) <= longestLocalPart
    ? O.some(asciiLower(raw))
    : O.none;

const canonicalDomain = (raw: string): O.Option<string> => {
  const name = rawDomain.test(raw) ? domainToASCII(raw) : '';
  return domain.test(name) ? O.some(name) : O.none;
};

/**
 * The one form that an e-mail address is claimed and compared in: local part in ASCII lower case and otherwise as it is,
 * domain as IDNA ASCII in lower case; none for anything that mail systems might read in two ways.
 */
export const canonicalMailbox = (raw: string): O.Option<string> => {
  if (raw.length > longestMailbox) return O.none;
  const [local, host, ...more] = raw.split('@');
  if (local === undefined || host === undefined || more.length > 0) return O.none;
  const name = canonicalLocalPart(local);
  const where = canonicalDomain(host);
  if (O.isNone(name) || O.isNone(where)) return O.none;
  const mailbox = `${name.value}@${where.value}`;
  return bytes(mailbox) <= longestMailbox ? O.some(mailbox) : O.none;
};

/** The domain of an e-mail address, as IDNA ASCII in lower case; nothing for what is no address that can be claimed. */
export const domainOf = (raw: string): string | undefined =>
  O.toUndefined(canonicalMailbox(raw))?.split('@')[1];
