import type { Entropy } from '../ports/index.js';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A number as this many base62 digits. */
export const base62 = (value: number, digits: number): string => {
  let text = '';
  for (let rest = value; text.length < digits; rest = Math.floor(rest / 62))
    text = alphabet.charAt(rest % 62) + text;
  return text;
};

/** Random base62 digits, each as likely as the others. */
export const randomBase62 = (digits: number, entropy: Entropy): string => {
  let text = '';
  while (text.length < digits)
    // 248 is the largest multiple of 62 in a byte: what lies above would favour the first digits.
    for (const byte of entropy.bytes(digits))
      if (byte < 248 && text.length < digits) text += alphabet.charAt(byte % 62);
  return text;
};
