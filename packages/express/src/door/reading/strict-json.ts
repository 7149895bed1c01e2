import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';

const deepest = 16;
const token = /"(?:[^"\\]|\\.)*"|[{}[\]:]/g;
const reserved = new Set(['__proto__', 'constructor', 'prototype']);
const unstorable = /[\u0000\p{Surrogate}]/u;

type Reading = {
  /** The names that each open object has so far; nothing for a list. */
  readonly inside: Array<Set<string> | undefined>;
  last: string;
};

const named = ({ inside, last }: Reading): string | undefined => {
  const names = inside.at(-1);
  if (reserved.has(last)) return 'A field has a reserved name.';
  if (names?.has(last)) return 'A field is named twice.';
  names?.add(last);
  return undefined;
};

const opened = ({ inside }: Reading, names: Set<string> | undefined): string | undefined =>
  inside.push(names) > deepest ? 'It is nested too deeply.' : undefined;

const read = (reading: Reading, sign: string): string | undefined => {
  switch (sign) {
    case '{':
      return opened(reading, new Set());
    case '[':
      return opened(reading, undefined);
    case '}':
    case ']':
      reading.inside.pop();
      return undefined;
    case ':':
      return named(reading);
    default:
      reading.last = String(JSON.parse(sign));
      return unstorable.test(reading.last) ? 'A text holds a character that no text has.' : undefined;
  }
};

// Reads valid JSON once more, for what JSON.parse lets pass.
const flawIn = (text: string): string | undefined => {
  const reading: Reading = { inside: [], last: '' };
  for (const [sign] of text.matchAll(token)) {
    const flaw = read(reading, sign);
    if (flaw !== undefined) return flaw;
  }
  return undefined;
};

const parsed = (text: string): Either<string, unknown> => {
  try {
    return right(JSON.parse(text));
  } catch {
    return left('It is no JSON.');
  }
};

/** Reads JSON in which each field is named once, by no reserved name, and every text can be stored; or says why not. */
export const strictJson = (text: string): Either<string, unknown> => {
  const value = parsed(text);
  if (isLeft(value)) return value;
  const flaw = flawIn(text);
  return flaw === undefined ? value : left(flaw);
};
