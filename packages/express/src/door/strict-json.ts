import { type Either, left, right } from 'fp-ts/lib/Either.js';

const deepest = 16;
const token = /"(?:[^"\\]|\\.)*"|[{}[\]:,]/g;
const reserved = new Set(['__proto__', 'constructor', 'prototype']);
const unreadable = /[\u0000\p{Surrogate}]/u;

type Level = { readonly keys: Set<string> | undefined; readonly last: string | undefined };

const nested = (level: Level, inside: ReadonlyArray<Level>, sign: string): ReadonlyArray<Level> => [
  ...inside,
  level,
  { keys: sign === '{' ? new Set() : undefined, last: undefined },
];

const keyFlaw = ({ keys, last }: Level): string | undefined => {
  if (keys === undefined || last === undefined) return undefined;
  if (reserved.has(last)) return 'A field has a reserved name.';
  if (keys.has(last)) return 'A field is named twice.';
  keys.add(last);
  return undefined;
};

// Reads valid JSON once more, for what JSON.parse lets pass.
const flawIn = (text: string): string | undefined => {
  let levels: ReadonlyArray<Level> = [{ keys: undefined, last: undefined }];
  for (const [sign] of text.matchAll(token)) {
    const level = levels.at(-1) ?? { keys: undefined, last: undefined };
    const above = levels.slice(0, -1);
    if (sign === '{' || sign === '[') levels = nested(level, above, sign);
    else if (sign === '}' || sign === ']') levels = above;
    else if (sign === ':') {
      const flaw = keyFlaw(level);
      if (flaw !== undefined) return flaw;
    } else if (sign !== ',') {
      const last = String(JSON.parse(sign));
      if (unreadable.test(last)) return 'A text holds a character that no text has.';
      levels = [...above, { ...level, last }];
    }
    if (levels.length > deepest) return 'It is nested too deeply.';
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
  if (value._tag === 'Left') return value;
  const flaw = flawIn(text);
  return flaw === undefined ? value : left(flaw);
};
