import type { IncomingMessage } from 'node:http';
import { isLeft, right } from 'fp-ts/lib/Either.js';
import { type Answer, fails, misfit } from '../../answer/failure.js';
import { readBytes, textOf } from './body.js';

/** The most that a form may have, in bytes: a SAML answer of 256 KiB in base64, as forms write it. */
const formLimit = 393_216;

/** A form's fields, each named once. */
export type Form = ReadonlyMap<string, string>;

const plainForm = /^application\/x-www-form-urlencoded(?:[ \t]*;[ \t]*charset="?utf-8"?)?[ \t]*$/i;

const saysForm = ({ headers }: IncomingMessage): boolean =>
  plainForm.test(headers['content-type'] ?? '') &&
  ['identity', undefined].includes(headers['content-encoding']?.toLowerCase());

/** Reads a form that a browser posted: only a provider's answers come so. */
export const readForm = async (request: IncomingMessage): Answer<Form> => {
  if (!saysForm(request)) return fails('BodyNeedsForm');
  const bytes = await readBytes(request, formLimit);
  if (isLeft(bytes)) return bytes;
  const text = textOf(bytes.right);
  if (isLeft(text)) return text;
  const fields = [...new URLSearchParams(text.right).entries()];
  const form = new Map(fields);
  return form.size < fields.length ? misfit('/body', 'each name once') : right(form);
};
