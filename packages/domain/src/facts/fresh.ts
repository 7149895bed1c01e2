import { type Either, left, right } from 'fp-ts/lib/Either.js';

/** The id given for a new thing is in use. */
export type IdsAreFresh = { readonly type: 'IdsAreFresh' };

/** A new thing gets an id that nothing had before. */
export const idsAreFresh = (state: { readonly in: string }): Either<IdsAreFresh, true> =>
  state.in === 'unknown' ? right(true) : left({ type: 'IdsAreFresh' });
