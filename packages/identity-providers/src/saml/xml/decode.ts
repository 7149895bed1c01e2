import * as E from 'fp-ts/lib/Either.js';
import { type Broken, broken } from '../promises/check.js';

/** Characters of a message at most, in base64 and when it is unpacked. */
export const longestMessage = 256 * 1024;

/** Bytes as text, which has to be UTF-8 and nothing else. */
export const utf8 = (bytes: Uint8Array): E.Either<Broken, string> => {
  const refused = E.left(broken('documentIsUtf8'));
  const text = E.tryCatch(
    () => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes),
    () => broken('documentIsUtf8'),
  );
  // A mark at the start or a NUL is what other encodings look like from here.
  return E.isRight(text) && /^\uFEFF|\0/.test(text.right) ? refused : text;
};

/** The bytes that a message in base64 stands for. */
export const unpacked = (base64: string): E.Either<Broken, Uint8Array> => {
  if (base64.length > longestMessage) return E.left(broken('documentIsSmall'));
  const letters = base64.replace(/[\r\n\t ]/g, '');
  return letters.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(letters)
    ? E.right(Buffer.from(letters, 'base64'))
    : E.left(broken('messageIsBase64'));
};
