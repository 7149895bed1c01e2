import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import { none, type Option, some } from 'fp-ts/lib/Option.js';
import type { Entropy } from '../ports/index.js';

/** A key of 32 bytes for AES-256-GCM or HMAC-SHA-256. */
export type SecretKey = Uint8Array;

const nonceBytes = 12;
const tagBytes = 16;

/** A key for one purpose, derived from a longer-lived secret by HKDF-SHA-256 (RFC 5869). */
export const derive = (secret: string | Uint8Array, purpose: string, salt = ''): SecretKey =>
  new Uint8Array(hkdfSync('sha256', secret, salt, purpose, 32));

/** Encrypts under a key for one place (`about` is authenticated): base64url of nonce, ciphertext and tag. */
export const shut = (
  lock: { readonly key: SecretKey; readonly about: string },
  plain: Uint8Array,
  entropy: Entropy,
): string => {
  const nonce = entropy.bytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', lock.key, nonce).setAAD(Buffer.from(lock.about));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString(
    'base64url',
  );
};

/** Decrypts what `shut` made; none for another key, another place, or a changed text. */
export const unshut = (
  lock: { readonly key: SecretKey; readonly about: string },
  text: string,
): Option<Buffer> => {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length < nonceBytes + tagBytes) return none;
  const decipher = createDecipheriv('aes-256-gcm', lock.key, bytes.subarray(0, nonceBytes));
  decipher.setAAD(Buffer.from(lock.about)).setAuthTag(bytes.subarray(-tagBytes));
  try {
    return some(Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]));
  } catch {
    return none;
  }
};
