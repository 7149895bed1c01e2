import * as t from 'io-ts';

type Fields<P extends t.Props> = { readonly [K in keyof P]: t.TypeOf<P[K]> };
type OptionalFields<P extends t.Props> = { readonly [K in keyof P]?: t.TypeOf<P[K]> };

/** What a closed codec's values are: the required fields, and the optional ones that are there. */
export type Closed<P extends t.Props, Q extends t.Props> = Fields<P> & OptionalFields<Q>;

/** A codec for exactly these fields, which shows them, so that documents can be derived from it. */
export interface ClosedCodec<P extends t.Props, Q extends t.Props> extends t.Type<Closed<P, Q>> {
  readonly _tag: 'ClosedType';
  readonly required: P;
  readonly optional: Q;
}

const isRecord = (u: unknown): u is Readonly<Record<string, unknown>> =>
  typeof u === 'object' && u !== null && !Array.isArray(u);

type Shape = { readonly known: t.Props; readonly optional: t.Props };

const fieldErrors = ({ known, optional }: Shape, u: Readonly<Record<string, unknown>>, context: t.Context) =>
  Object.entries(known).flatMap(([key, codec]) => {
    const there = Object.hasOwn(u, key);
    if (!there && Object.hasOwn(optional, key)) return [];
    const value = there ? u[key] : undefined;
    const result = codec.validate(value, t.appendContext(context, key, codec, value));
    return result._tag === 'Left' ? result.left : [];
  });

const unknownFields = (known: t.Props, u: Readonly<Record<string, unknown>>, context: t.Context) =>
  Object.keys(u)
    .filter((key) => !Object.hasOwn(known, key))
    .map((key) => ({ value: u[key], context: t.appendContext(context, key, t.never, u[key]) }));

type Field = { readonly key: string; readonly codec: t.Mixed; readonly mayMiss: boolean };

const fits = (fields: ReadonlyArray<Field>, u: Readonly<Record<string, unknown>>): boolean => {
  let present = 0;
  for (const { key, codec, mayMiss } of fields) {
    const there = Object.hasOwn(u, key);
    if (there) present++;
    else if (mayMiss) continue;
    if (!codec.is(there ? u[key] : undefined)) return false;
  }
  return Object.keys(u).length === present;
};

/** A codec for an object with these fields and no other: an unknown field is refused, not dropped. Values pass as they are. */
export const closed = <P extends t.Props, Q extends t.Props = Record<never, never>>(
  name: string,
  required: P,
  optional: Q = {} as Q,
): ClosedCodec<P, Q> => {
  const known = { ...required, ...optional };
  const fields = Object.entries(known).map(
    ([key, codec]): Field => ({ key, codec, mayMiss: Object.hasOwn(optional, key) }),
  );
  const is = (u: unknown): u is Closed<P, Q> => isRecord(u) && fits(fields, u);
  const errorsOf = (u: unknown, context: t.Context): t.Errors =>
    isRecord(u)
      ? [...fieldErrors({ known, optional }, u, context), ...unknownFields(known, u, context)]
      : [{ value: u, context }];
  const codec = new t.Type<Closed<P, Q>>(
    name,
    is,
    (u, context) => {
      // Nearly all that is read was written here: what is wrong with it is looked for where something is.
      const errors = is(u) ? [] : errorsOf(u, context);
      return errors.length === 0 ? t.success(u as Closed<P, Q>) : t.failures(errors);
    },
    t.identity,
  );
  return Object.assign(codec, { _tag: 'ClosedType' as const, required, optional });
};
