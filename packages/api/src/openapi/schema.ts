/** A JSON Schema, in the dialect of OpenAPI 3.1. */
export type Schema = { readonly [keyword: string]: unknown };

type Props = Readonly<Record<string, unknown>>;

type Shape =
  | { readonly _tag: 'ClosedType'; readonly required: Props; readonly optional: Props }
  | { readonly _tag: 'TextType'; readonly form: { readonly pattern: RegExp; readonly expected: string } }
  | { readonly _tag: 'WholeType'; readonly from: number; readonly to: number }
  | { readonly _tag: 'KeyofType'; readonly keys: object }
  | { readonly _tag: 'LiteralType'; readonly value: unknown }
  | { readonly _tag: 'UnionType'; readonly types: ReadonlyArray<unknown> }
  | { readonly _tag: 'ReadonlyArrayType' | 'ArrayType' | 'RefinementType'; readonly type: unknown }
  | { readonly _tag: 'StringType' | 'NumberType' | 'BooleanType' | 'AnyDictionaryType' };

const isShape = (codec: unknown): codec is Shape =>
  typeof codec === 'object' && codec !== null && '_tag' in codec && typeof codec._tag === 'string';

const objectSchema = (required: Props, optional: Props): Schema => ({
  type: 'object',
  properties: Object.fromEntries(
    Object.entries({ ...required, ...optional }).map(([name, codec]) => [name, schemaOf(codec)]),
  ),
  ...(Object.keys(required).length === 0 ? {} : { required: Object.keys(required) }),
  additionalProperties: false,
});

const compound = (codec: Shape): Schema => {
  switch (codec._tag) {
    case 'ClosedType':
      return objectSchema(codec.required, codec.optional);
    case 'UnionType':
      return { anyOf: codec.types.map(schemaOf) };
    case 'ReadonlyArrayType':
    case 'ArrayType':
      return { type: 'array', items: schemaOf(codec.type) };
    case 'RefinementType':
      return schemaOf(codec.type);
    default:
      return simple(codec);
  }
};

const scalar = ({ _tag }: Shape): Schema => {
  switch (_tag) {
    case 'StringType':
      return { type: 'string' };
    case 'NumberType':
      return { type: 'number' };
    case 'BooleanType':
      return { type: 'boolean' };
    case 'AnyDictionaryType':
      return { type: 'object' };
    default:
      return {};
  }
};

const simple = (codec: Shape): Schema => {
  switch (codec._tag) {
    case 'TextType':
      return { type: 'string', pattern: codec.form.pattern.source, description: codec.form.expected };
    case 'WholeType':
      return { type: 'integer', minimum: codec.from, maximum: codec.to };
    case 'KeyofType':
      return { type: 'string', enum: Object.keys(codec.keys) };
    case 'LiteralType':
      return { const: codec.value };
    default:
      return scalar(codec);
  }
};

/** The JSON Schema of a codec, by its tag; a codec without one accepts anything. */
export const schemaOf = (codec: unknown): Schema => (isShape(codec) ? compound(codec) : {});

/** The fields of a closed codec, and whether each is required. */
export const fieldsOf = (
  codec: unknown,
): ReadonlyArray<{ readonly name: string; readonly required: boolean; readonly schema: Schema }> =>
  isShape(codec) && codec._tag === 'ClosedType'
    ? [
        ...Object.entries(codec.required).map(([name, c]) => ({ name, required: true, schema: schemaOf(c) })),
        ...Object.entries(codec.optional).map(([name, c]) => ({
          name,
          required: false,
          schema: schemaOf(c),
        })),
      ]
    : [];
