import { code } from './markdown.js';
import { exportsOf } from './sources.js';

type Fields = Readonly<Record<string, unknown>>;

type Shape =
  | {
      readonly _tag: 'ClosedType';
      readonly name: string;
      readonly required: Fields;
      readonly optional: Fields;
    }
  | { readonly _tag: 'TextType'; readonly name: string; readonly form: { readonly expected: string } }
  | { readonly _tag: 'WholeType'; readonly name: string; readonly from: number; readonly to: number }
  | { readonly _tag: 'KeyofType'; readonly name: string; readonly keys: object }
  | { readonly _tag: 'LiteralType'; readonly name: string; readonly value: unknown }
  | { readonly _tag: 'UnionType'; readonly name: string; readonly types: ReadonlyArray<unknown> }
  | {
      readonly _tag: 'ReadonlyArrayType' | 'ArrayType' | 'RefinementType';
      readonly name: string;
      readonly type: unknown;
    }
  | { readonly _tag: string; readonly name: string };

const shapeOf = (codec: unknown): Shape => codec as Shape;

/** The fields of a codec for an object with exactly these fields. */
export const fieldsOf = (codec: unknown): { readonly required: Fields; readonly optional: Fields } => {
  const shape = shapeOf(codec);
  return 'required' in shape ? shape : { required: {}, optional: {} };
};

const isAnonymous = (name: string): boolean => !/^[A-Z]\w*$/.test(name);

const isList = ({ _tag }: Shape): boolean => _tag === 'ReadonlyArrayType' || _tag === 'ArrayType';

const madeOf = (shape: Shape): string => {
  if ('types' in shape) return shape.types.map(formName).join(' or ');
  return 'keys' in shape ? Object.keys(shape.keys).join(' or ') : shape.name;
};

/** The name of a form as a field shows it: its own, or what it is made of. */
export const formName = (codec: unknown): string => {
  const shape = shapeOf(codec);
  if ('value' in shape) return JSON.stringify(shape.value);
  if (isList(shape) && 'type' in shape) return `list of ${formName(shape.type)}`;
  return isAnonymous(shape.name) ? madeOf(shape) : shape.name;
};

const fieldWords = ([name, codec]: readonly [string, unknown], mark: string): string =>
  `${code(`${name}${mark}`)} ${formName(codec)}`;

/** The fields of a codec in words, the optional ones marked with `?`, apart from those that every one has. */
export const fieldsInWords = (codec: unknown, apart: ReadonlyArray<string> = []): string => {
  const { required, optional } = fieldsOf(codec);
  const shown = (fields: Fields) => Object.entries(fields).filter(([name]) => !apart.includes(name));
  return [
    ...shown(required).map((field) => fieldWords(field, '')),
    ...shown(optional).map((field) => fieldWords(field, '?')),
  ].join(', ');
};

const inWords = (codec: unknown): string => {
  const shape = shapeOf(codec);
  if ('form' in shape) return shape.form.expected;
  if ('from' in shape) return `a whole number from ${shape.from} to ${shape.to}`;
  if ('keys' in shape) return `one of ${Object.keys(shape.keys).map(code).join(', ')}`;
  if ('types' in shape) return shape.types.map(partInWords).join('; or ');
  if ('required' in shape) return `an object: ${fieldsInWords(codec) || 'no fields'}`;
  return shape._tag === 'RefinementType' ? 'a whole number from 0 up' : shape.name;
};

const partInWords = (codec: unknown): string => {
  const shape = shapeOf(codec);
  return 'required' in shape ? fieldsInWords(codec) : formName(codec);
};

const innerOf = (codec: unknown): ReadonlyArray<unknown> => {
  const shape = shapeOf(codec);
  if ('required' in shape) return [...Object.values(shape.required), ...Object.values(shape.optional)];
  if ('types' in shape) return shape.types;
  return 'type' in shape && shape._tag !== 'RefinementType' ? [shape.type] : [];
};

const plainTags: ReadonlyArray<string> = ['StringType', 'NumberType', 'BooleanType', 'AnyDictionaryType'];

const isWorthARow = (codec: unknown): boolean => {
  const shape = shapeOf(codec);
  return !isAnonymous(shape.name) && !plainTags.includes(shape._tag);
};

/** Every named form in these codecs and inside them, once each, by name. */
export const formsIn = (codecs: ReadonlyArray<unknown>): ReadonlyMap<string, unknown> => {
  const found = new Map<string, unknown>();
  const visit = (codec: unknown): void => {
    if (isWorthARow(codec)) {
      if (found.has(shapeOf(codec).name)) return;
      found.set(shapeOf(codec).name, codec);
    }
    for (const inner of innerOf(codec)) visit(inner);
  };
  for (const codec of codecs) visit(codec);
  return new Map([...found].toSorted(([one], [other]) => (one < other ? -1 : 1)));
};

const saying = (name: string): string =>
  ['domain', 'api']
    .flatMap((from) => exportsOf(from))
    .find((one) => one.is === 'constant' && one.name === name && one.says !== '')?.says ?? '';

/** The rows of a table of forms: name, what it looks like, what it is. */
export const formRows = (forms: ReadonlyMap<string, unknown>): ReadonlyArray<ReadonlyArray<string>> =>
  [...forms].map(([name, codec]) => [name, inWords(codec), saying(name)]);
