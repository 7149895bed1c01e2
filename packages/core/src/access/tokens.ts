import { hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Last4 } from '@recount/domain/keys';
import { InvitationId, KeyId, type SecretHash, SessionId } from '@recount/domain/vocabulary';
import type { Entropy } from '../ports/index.js';
import { base62, randomBase62 } from './base62.js';

type Kind<Id extends string> = {
  readonly prefix: string;
  readonly idPrefix: string;
  readonly secretDigits: number;
  readonly is: (u: unknown) => u is Id;
};

/** A token: a prefix that scanners find, the id it is about, a random secret, and a checksum (CRC-32 in base62). */
export type Token<Id extends string> = {
  readonly text: string;
  readonly id: Id;
  readonly hash: SecretHash;
  readonly last4: Last4;
};

const checksumDigits = 6;
const suffixLength = 26;

// 30 digits of base62 are 178 bits, 43 are 256.
const kinds = {
  key: { prefix: 'rk_', idPrefix: 'key_', secretDigits: 30, is: KeyId.is } satisfies Kind<KeyId>,
  session: { prefix: 'rs_', idPrefix: 'ses_', secretDigits: 43, is: SessionId.is } satisfies Kind<SessionId>,
  invitation: {
    prefix: 'ri_',
    idPrefix: 'inv_',
    secretDigits: 30,
    is: InvitationId.is,
  } satisfies Kind<InvitationId>,
};

const last4Of = (text: string): Last4 => text.slice(-4) as Last4;
const hashOf = (text: string): SecretHash => hash('sha256', text, 'hex') as SecretHash;
const checksum = (text: string): string => base62(crc32(text), checksumDigits);

const minting =
  <Id extends string>({ prefix, secretDigits }: Kind<Id>) =>
  (id: Id, entropy: Entropy): Token<Id> => {
    const body = `${prefix}${id.slice(-suffixLength)}${randomBase62(secretDigits, entropy)}`;
    const text = `${body}${checksum(body)}`;
    return { text, id, hash: hashOf(text), last4: last4Of(text) };
  };

const reading = <Id extends string>({ prefix, idPrefix, secretDigits, is }: Kind<Id>) => {
  const length = prefix.length + suffixLength + secretDigits + checksumDigits;
  return (text: string): Token<Id> | undefined => {
    if (text.length !== length || !text.startsWith(prefix)) return undefined;
    if (checksum(text.slice(0, -checksumDigits)) !== text.slice(-checksumDigits)) return undefined;
    const id = idPrefix + text.slice(prefix.length, prefix.length + suffixLength);
    return is(id) ? { text, id, hash: hashOf(text), last4: last4Of(text) } : undefined;
  };
};

/** Makes the secret text of a key. */
export const mintKey = minting(kinds.key);
/** Makes the token of a session. */
export const mintSession = minting(kinds.session);
/** Makes the secret of an invitation's link. */
export const mintInvitation = minting(kinds.invitation);
/** Reads a key; undefined for a text that is none, typos and truncated pastes included. */
export const readKey = reading(kinds.key);
/** Reads a session's token; undefined for a text that is none. */
export const readSession = reading(kinds.session);
/** Reads the secret of an invitation's link; undefined for a text that is none. */
export const readInvitation = reading(kinds.invitation);
