import * as t from 'io-ts';

declare const brand: unique symbol;

/** A text that has been checked to be of the form with this name. */
export type Branded<Name extends string> = string & { readonly [brand]: Name };

/** What a text must look like: its pattern, in words for whoever got it wrong, and what a pattern cannot say. */
export type Form = {
  readonly pattern: RegExp;
  readonly expected: string;
  readonly also?: (text: string) => boolean;
};

/** A codec for texts of one form, which shows the form, so that documents and messages can be derived from it. */
export interface TextCodec<Name extends string> extends t.Type<Branded<Name>> {
  readonly _tag: 'TextType';
  readonly form: Form;
}

/** A codec for texts of this form. */
export const text = <Name extends string>(name: Name, form: Form): TextCodec<Name> => {
  const is = (u: unknown): u is Branded<Name> =>
    typeof u === 'string' && form.pattern.test(u) && (form.also === undefined || form.also(u));
  const codec = new t.Type<Branded<Name>>(
    name,
    is,
    (u, context) => (is(u) ? t.success(u) : t.failure(u, context)),
    t.identity,
  );
  return Object.assign(codec, { _tag: 'TextType' as const, form });
};
