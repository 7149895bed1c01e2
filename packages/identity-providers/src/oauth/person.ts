import * as O from 'fp-ts/lib/Option.js';
import type { ProvenLogin } from '@recount/core/ports';
import { canonicalMailbox } from '@recount/core';

const longestName = 200;

/** A provider's word for a person's name, if it can be shown: not empty, not endless, without control characters. */
export const soundName = (name: unknown): string | undefined => {
  const trimmed = typeof name === 'string' ? name.trim() : '';
  return trimmed === '' || trimmed.length > longestName || /[\p{Cc}\p{Cs}]/u.test(trimmed)
    ? undefined
    : trimmed;
};

/** A provider's word for a person's address, if it is one; verified by the boolean and by nothing that looks like it. */
export const soundAddress = (email: unknown, verified: unknown): ProvenLogin['address'] => {
  const mailbox = typeof email === 'string' ? canonicalMailbox(email) : O.none;
  return O.isSome(mailbox) ? { email: mailbox.value, verified: verified === true } : undefined;
};
