import { misfitsOf } from '@recount/api';
import type { Request } from 'express';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';
import { type Failure, misfit } from '../../answer/failure.js';

/** A value read by its codec; what did not fit is named below `place`. */
export const fit = <A>(codec: t.Type<A>, value: unknown, place = ''): Either<Failure, A> => {
  const read = codec.decode(value);
  if (!isLeft(read)) return read;
  const errors = misfitsOf(read.left).map((one) => ({ ...one, pointer: `${place}${one.pointer}` }));
  return left({ type: 'Misfit', errors });
};

/** The query of a request, each name once. */
export const queryOf = ({ originalUrl }: Request): Either<Failure, Readonly<Record<string, string>>> => {
  const at = originalUrl.indexOf('?');
  const all = new URLSearchParams(at < 0 ? '' : originalUrl.slice(at + 1));
  const names = [...all.keys()];
  return new Set(names).size < names.length
    ? misfit('/query', 'each name once')
    : right(Object.fromEntries(all.entries()));
};
