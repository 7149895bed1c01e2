import type { IncomingMessage } from 'node:http';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import { type Answer, type Failure, fails } from '../../answer/failure.js';
import { strictJson } from './strict-json.js';

/** The most that a body may have, in bytes. */
export const bodyLimit = 65_536;

// What is too large is still read to its end, up to here, so that the client hears the answer.
const patience = 16 * 1024 * 1024;

// Most bodies come in one piece.
const together = (chunks: ReadonlyArray<Buffer>): Buffer =>
  chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);

/** Reads a body of at most so many bytes. */
export const readBytes = (request: IncomingMessage, limit = bodyLimit): Answer<Buffer> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else if (size > patience) resolve(fails('BodyTooLarge'));
    });
    request.on('end', () => resolve(size > limit ? fails('BodyTooLarge') : right(together(chunks))));
    // Whatever broke it off, it is closed then; without a listener for errors none is thrown.
    request.on('close', () => {
      if (!request.readableEnded) resolve(fails('BodyUnreadable', 'It broke off.'));
    });
  });

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of a body, if it is UTF-8. */
export const textOf = (bytes: Uint8Array): Either<Failure, string> => {
  try {
    return right(decoder.decode(bytes));
  } catch {
    return fails('BodyUnreadable', 'It is no UTF-8.');
  }
};

const plainJson = /^application\/json(?:[ \t]*;[ \t]*charset="?utf-8"?)?[ \t]*$/i;

/** Whether a body says that it is JSON in UTF-8, as it is. */
export const saysJson = ({ headers }: IncomingMessage): boolean =>
  plainJson.test(headers['content-type'] ?? '') &&
  ['identity', undefined].includes(headers['content-encoding']?.toLowerCase());

/** The JSON value that a text holds. */
export const jsonOf = (text: string): Either<Failure, unknown> => {
  const value = strictJson(text);
  return isLeft(value) ? left({ type: 'BodyUnreadable', hint: value.left }) : value;
};

/** Whether a body comes with a request. */
export const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/** The value of a request's JSON body; no body at all is an object without fields. */
export const readJson = async (request: IncomingMessage): Answer<unknown> => {
  if (!hasBody(request)) return right({});
  if (!saysJson(request)) return fails('BodyNeedsJson');
  const bytes = await readBytes(request);
  if (isLeft(bytes)) return bytes;
  if (bytes.right.length === 0) return right({});
  const text = textOf(bytes.right);
  return isLeft(text) ? text : jsonOf(text.right);
};
