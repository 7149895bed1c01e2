import { type ClosedCodec, DisplayName, type TextCodec } from '@recount/domain/vocabulary';
import fc from 'fast-check';
import type * as t from 'io-ts';

type Shape =
  | ClosedCodec<t.Props, t.Props>
  | TextCodec<string>
  | t.LiteralType<string | number | boolean>
  | t.KeyofType<Record<string, unknown>>
  | t.UnionType<t.Mixed[]>
  | t.TupleType<t.Mixed[]>
  | t.ReadonlyArrayType<t.Mixed>
  | t.RefinementType<t.Mixed>
  | t.StringType
  | t.NumberType
  | t.BooleanType;

const hasShape = (codec: t.Mixed): codec is t.Mixed & Shape => '_tag' in codec;

/** How many different ids, handles and claims there are; few, so that events are often about the same thing. */
const worldSize = 3;

const some = (make: (n: number) => string): ReadonlyArray<string> =>
  Array.from({ length: worldSize }, (_, n) => make(n));

const ids = (prefix: string) => some((n) => `${prefix}_${String(n).padStart(26, '0')}`);

/** The few texts of a form that a world knows, by the name of their codec. */
export const world: Readonly<Record<string, ReadonlyArray<string>>> = {
  IdentityId: ids('idn'),
  AccountId: ids('acc'),
  KeyId: ids('key'),
  SessionId: ids('ses'),
  InvitationId: ids('inv'),
  ConnectionId: ids('con'),
  Handle: ['ada', 'blue-otter', 'team-42'],
  ClaimKeyId: some((n) => `claimk0${n}`),
  ClaimDigest: some((n) => `claimk00-${String(n).repeat(64)}`),
};

const free: Readonly<Record<string, fc.Arbitrary<string>>> = {
  DisplayName: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter(DisplayName.is),
};

const textOf = (codec: TextCodec<string>): fc.Arbitrary<string> => {
  const known = world[codec.name];
  if (known !== undefined) return fc.constantFrom(...known);
  return free[codec.name] ?? fc.stringMatching(codec.form.pattern).filter(codec.is);
};

const closedOf = ({ required, optional }: ClosedCodec<t.Props, t.Props>): fc.Arbitrary<unknown> => {
  const fields = Object.entries({ ...required, ...optional }).map(
    ([name, codec]) => [name, valueOf(codec)] as const,
  );
  return fc.record(Object.fromEntries(fields), {
    requiredKeys: Object.keys(required),
    noNullPrototype: true,
  });
};

type Leaf = Exclude<
  Shape,
  { readonly _tag: 'ClosedType' | 'UnionType' | 'TupleType' | 'ReadonlyArrayType' | 'RefinementType' }
>;

const leafOf = (codec: Leaf): fc.Arbitrary<unknown> => {
  switch (codec._tag) {
    case 'TextType':
      return textOf(codec);
    case 'LiteralType':
      return fc.constant(codec.value);
    case 'KeyofType':
      return fc.constantFrom(...Object.keys(codec.keys));
    case 'StringType':
      return fc.string();
    case 'NumberType':
      return fc.oneof(fc.nat(5), fc.maxSafeInteger());
    case 'BooleanType':
      return fc.boolean();
  }
};

/** Values of a codec, any of them, as its shape says; a codec that shows no shape is an error. */
export const valueOf = (codec: t.Mixed): fc.Arbitrary<unknown> => {
  if (!hasShape(codec)) throw new Error(`${codec.name} does not show its shape`);
  switch (codec._tag) {
    case 'ClosedType':
      return closedOf(codec);
    case 'UnionType':
      return fc.oneof(...codec.types.map(valueOf));
    case 'TupleType':
      return fc.tuple(...codec.types.map(valueOf));
    case 'ReadonlyArrayType':
      return fc.array(valueOf(codec.type), { maxLength: 3 });
    case 'RefinementType':
      return valueOf(codec.type).filter(codec.is);
    default:
      return leafOf(codec);
  }
};
