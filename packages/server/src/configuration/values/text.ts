import * as O from 'fp-ts/lib/Option.js';
import * as t from 'io-ts';

/** How a value is spelled in the environment; `expected` completes "expected ..." for whoever spelled it otherwise. */
export type Spelling<A> = {
  readonly expected: string;
  readonly read: (text: string) => O.Option<A>;
  readonly write: (value: A) => string;
};

/** A codec between the text of an environment variable and its value. */
export const fromText = <A>(value: t.Type<A>, spelling: Spelling<A>): t.Type<A, string, unknown> => {
  const refuse = (input: unknown, context: t.Context): t.Validation<A> =>
    t.failure(input, context, `expected ${spelling.expected}`);
  return new t.Type(
    value.name,
    value.is,
    (input, context) => {
      if (typeof input !== 'string') return refuse(input, context);
      if (input === '') return t.failure(input, context, 'is empty; unset it, or give it a value');
      const read = spelling.read(input);
      return O.isSome(read) ? t.success(read.value) : refuse(input, context);
    },
    spelling.write,
  );
};

const same = (text: string): string => text;

/** A text that keeps to a form. */
export const textThat = (
  expected: string,
  holds: (text: string) => boolean,
): t.Type<string, string, unknown> =>
  fromText(t.string, { expected, read: O.fromPredicate(holds), write: same });

/** One of a few words. */
export const oneOf = <W extends string>(words: Readonly<Record<W, null>>): t.Type<W, string, unknown> => {
  const word = t.keyof(words);
  const expected = `one of ${Object.keys(words).join(', ')}`;
  return fromText(word, { expected, read: O.fromPredicate(word.is), write: same });
};
