import { registry } from '@recount/domain/facts';
import { isLeft, isRight } from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import type * as t from 'io-ts';
import { describe, expect, test } from 'vitest';
import { valueOf } from './values.js';

type Fields = Readonly<Record<string, unknown>>;

const codecs: ReadonlyArray<readonly [string, t.Mixed]> = Object.entries(registry).map(
  ([type, { codec }]) => [type, codec],
);

const stranger = fc.constantFrom<unknown>(null, undefined, 1.5, -1, '', 'x', true, [], {}, [{}], { a: 1 });

/** A value with one of its fields changed, taken away or added; or no fields at all. */
const spoilt = (fields: Fields): fc.Arbitrary<unknown> => {
  const name = fc.constantFrom(...Object.keys(fields));
  return fc.oneof(
    fc.tuple(name, stranger).map(([field, value]) => ({ ...fields, [field]: value })),
    name.map((field) => Object.fromEntries(Object.entries(fields).filter(([key]) => key !== field))),
    fc
      .tuple(fc.constantFrom('more', '__proto__', 'toString'), stranger)
      .map(([field, value]) => Object.defineProperty({ ...fields }, field, { value, enumerable: true })),
    stranger,
  );
};

describe.each(codecs)('%s', (_, codec) => {
  const values = valueOf(codec) as fc.Arbitrary<Fields>;

  test('is what its codec says, and is handed on as it is', () => {
    fc.assert(
      fc.property(values, (value) => {
        const decoded = codec.decode(value);
        expect(codec.is(value)).toBe(true);
        expect(isRight(decoded) && decoded.right).toBe(value);
      }),
    );
  });

  test('is refused with a reason, by asking and by decoding alike, when a field is spoilt', () => {
    fc.assert(
      fc.property(values.chain(spoilt), (value) => {
        const decoded = codec.decode(value);
        expect(codec.is(value)).toBe(isRight(decoded));
        if (isLeft(decoded)) expect(decoded.left.length).toBeGreaterThan(0);
      }),
    );
  });

  test('has no other field', () => {
    fc.assert(
      fc.property(values, stranger, (value, more) => {
        expect(codec.is({ ...value, more })).toBe(false);
      }),
    );
  });
});
