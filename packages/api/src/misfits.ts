import { closed } from '@recount/domain/vocabulary';
import * as t from 'io-ts';

/** What did not fit: where (a JSON Pointer), and what had to be there. Never what was there. */
export const Misfit = closed('Misfit', { pointer: t.string, expected: t.string });
export type Misfit = t.TypeOf<typeof Misfit>;

type Shape =
  | { readonly _tag: 'TextType'; readonly form: { readonly expected: string } }
  | { readonly _tag: 'WholeType'; readonly from: number; readonly to: number }
  | { readonly _tag: 'KeyofType'; readonly keys: object }
  | { readonly _tag: 'LiteralType'; readonly value: unknown }
  | { readonly _tag: 'ClosedType' };

const tags = new Set<unknown>(['TextType', 'WholeType', 'KeyofType', 'LiteralType', 'ClosedType']);

const isShape = (codec: object): codec is Shape => '_tag' in codec && tags.has(codec._tag);

const isUnion = (codec: object | undefined): boolean =>
  codec !== undefined && '_tag' in codec && codec._tag === 'UnionType';

const expectedBy = (codec: { readonly name: string }): string => {
  if (codec.name === 'never') return 'no such field';
  if (!isShape(codec)) return codec.name;
  switch (codec._tag) {
    case 'TextType':
      return codec.form.expected;
    case 'WholeType':
      return `a whole number from ${codec.from} to ${codec.to}`;
    case 'KeyofType':
      return `one of ${Object.keys(codec.keys).join(', ')}`;
    case 'LiteralType':
      return `the word ${String(codec.value)}`;
    case 'ClosedType':
      return 'an object';
  }
};

type Found = Misfit & { readonly branch: string };

const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

// A union names its members by number in the context: those are no part of the document.
const found = ({ context }: t.ValidationError): Found => {
  const inUnion = (index: number): boolean => isUnion(context[index - 1]?.type);
  const keys = context.map(({ key }) => key);
  const pointer = keys.filter((_, index) => index > 0 && !inUnion(index)).map((key) => `/${escaped(key)}`);
  const branch = keys.filter((_, index) => inUnion(index)).join('.');
  const codec = context.at(-1)?.type;
  return {
    pointer: pointer.join(''),
    expected: codec === undefined ? 'another value' : expectedBy(codec),
    branch,
  };
};

const nearest = (all: ReadonlyArray<Found>): ReadonlyArray<Found> => {
  const branches = [...new Set(all.map(({ branch }) => branch))];
  const sizes = branches.map((branch) => all.filter((one) => one.branch === branch).length);
  const least = Math.min(...sizes);
  return all.filter(({ branch }) => sizes[branches.indexOf(branch)] === least);
};

/** What did not fit, in words: one entry for each place, with all that could have been there. */
export const misfitsOf = (errors: t.Errors): ReadonlyArray<Misfit> => {
  const all = errors.map(found);
  const plain = all.filter(({ branch }) => branch === '');
  const byPlace = new Map<string, ReadonlyArray<string>>();
  for (const { pointer, expected } of [...plain, ...nearest(all.filter(({ branch }) => branch !== ''))])
    byPlace.set(pointer, [...new Set([...(byPlace.get(pointer) ?? []), expected])]);
  return [...byPlace]
    .slice(0, 20)
    .map(([pointer, expected]) => ({ pointer, expected: expected.join(', or ') }));
};
