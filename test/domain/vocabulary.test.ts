import {
  AccountId,
  ClaimDigest,
  DisplayName,
  Handle,
  IdentityId,
  Instant,
  reservedWords,
  sameRealm,
  SecretHash,
} from '@recount/domain/vocabulary';
import { describe, expect, test } from 'vitest';
import { accountId, digest, hashOf, otherSso, social, sso } from './people.js';

const long = (length: number): string => 'a'.repeat(length);

describe('a handle', () => {
  test.each(['abc', 'a-b', '4ever', '1-2', 'x1y', long(39)])('may be %s', (text) => {
    expect(Handle.is(text)).toBe(true);
  });

  test.each([
    ['too short', 'ab'],
    ['too long', long(40)],
    ['all digits', '12345'],
    ['a dash in front', '-abc'],
    ['a dash behind', 'abc-'],
    ['two dashes', 'a--b'],
    ['a capital', 'Abc'],
    ['an underscore', 'a_b'],
    ['a dot', '.well-known'],
    ['a letter that looks like one of ours', 'аdmin-team'],
    ['a letter of no width', 'ab\u200bc'],
    ['a path', '../etc'],
    ['a line break at its end', 'abc\n'],
    ['nothing', ''],
  ])('is not %s', (_, text) => {
    expect(Handle.is(text)).toBe(false);
  });

  test('is no reserved word', () => {
    expect([...reservedWords].filter((word) => Handle.is(word))).toEqual([]);
    for (const word of ['personal', 'api', 'admin', 'recount']) expect(reservedWords.has(word)).toBe(true);
  });
});

describe('a name for people to read', () => {
  test.each(['A', 'Zoë 佐藤', "O'Neil & Søn", '🦊', long(80)])('may be %s', (text) => {
    expect(DisplayName.is(text)).toBe(true);
  });

  test.each([
    ['empty', ''],
    ['too long', long(81)],
    ['with a space at its end', 'Ada '],
    ['with a null', 'A\u0000da'],
    ['with a line break', 'A\nda'],
    ['with an escape for terminals', 'A\u001b[31mda'],
    ['with a mark that turns text around', 'A\u202eda'],
    ['with a mark that isolates text', 'A\u2066da'],
    ['with an Arabic letter mark', 'A\u061cda'],
    ['with half a character', 'A\ud800'],
    ['with a byte order mark', 'A\ufeffda'],
  ])('is not %s', (_, text) => {
    expect(DisplayName.is(text)).toBe(false);
  });
});

test('an id names one kind of thing, in lower case, at its full length', () => {
  const id = accountId(1);
  expect(AccountId.is(id)).toBe(true);
  for (const odd of [
    id.toUpperCase(),
    id.slice(1),
    `${id}0`,
    `${id}\n`,
    id.replace('acc_0', 'acc_8'),
    id.replace('a', 'u'),
  ])
    expect(AccountId.is(odd)).toBe(false);
  expect(IdentityId.is(id)).toBe(false);
});

test('a claim is told by its key and its digest, a secret by its hash', () => {
  expect(ClaimDigest.is(digest('ada'))).toBe(true);
  expect(ClaimDigest.is('ada@example.org')).toBe(false);
  expect(SecretHash.is(hashOf('secret'))).toBe(true);
  expect(SecretHash.is('secret')).toBe(false);
});

test('a moment is a whole number of milliseconds since 1970', () => {
  for (const moment of [0, 1, Number.MAX_SAFE_INTEGER]) expect(Instant.is(moment)).toBe(true);
  for (const odd of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, '1'])
    expect(Instant.is(odd)).toBe(false);
});

test('the social world is one, and each connection is one of its own', () => {
  expect(sameRealm(social, { type: 'social' })).toBe(true);
  expect(sameRealm(sso, { ...sso })).toBe(true);
  expect(sameRealm(social, sso)).toBe(false);
  expect(sameRealm(sso, social)).toBe(false);
  expect(sameRealm(sso, otherSso)).toBe(false);
});
