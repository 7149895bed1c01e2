import { type Either, left, right } from 'fp-ts/lib/Either.js';
import { cannotOpen, type OpeningFault } from '@recount/core/ports';

/** A schema of a database: `url` is the database's, without what is ours. */
export type Address = { readonly url: string; readonly schema: string };

const ours = /([?&])schema=([^&]*)(&?)/;

// What needs no quotes: it also stands in the names of channels and locks.
const plain = /^[a-z_][a-z0-9_]{0,40}$/;

/** Reads `postgres://…/database?schema=name`; the schema is `recount` unless it is given. */
export const addressIn = (given: string): Either<OpeningFault, Address> => {
  const [, before = '', schema = 'recount', after = ''] = ours.exec(given) ?? [];
  const url = given.replace(ours, after === '' ? '' : before);
  return plain.test(schema)
    ? right({ url, schema })
    : left(cannotOpen(`the schema ${schema}`, 'its name is small letters, digits and _, at most 41'));
};
