import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import { cannotOpen, notOurs, type OpeningFault, tooNew } from '@recount/core/ports';
import type { Database, Failure } from './database.js';
import { bringingUp, type Design, formatIn, tooNewState } from './design.js';

type Where = { readonly schema: string; readonly patience: number };

const undefinedTable = '42P01';

// A table, a function, a column or a type of this name is there already, and is none of ours.
const taken = new Set(['42P07', '42723', '42701', '42703', '42710', '42804', '42P10']);

const words = ({ schema }: Where): string => `the schema ${schema}`;

const faultOf = (where: Where, { formats }: Design, failure: Failure): OpeningFault => {
  if (failure.state === tooNewState) return tooNew(words(where), formatIn(failure), formats.length);
  return taken.has(failure.state ?? '')
    ? notOurs(words(where), `holds something that is not Recount's (${failure.detail})`)
    : cannotOpen(words(where), failure.detail);
};

/** The format that a part is at; 0 where there is none yet. */
const formatOf = async (
  database: Database,
  { part }: Design,
  { schema, patience }: Where,
): Promise<Either<Failure, number>> => {
  const text = `SELECT format FROM ${schema}.formats WHERE part = $1`;
  const found = await database.ask<readonly [number]>({ name: 'format', text }, [part], patience)();
  if (!isLeft(found)) return right(found.right[0]?.[0] ?? 0);
  return found.left.state === undefinedTable ? right(0) : found;
};

/** Makes a part what this Recount knows; one that is so already is only looked at, which needs no right to change it. */
export const migrate = async (
  database: Database,
  design: Design,
  where: Where,
): Promise<Either<OpeningFault, void>> => {
  const format = await formatOf(database, design, where);
  if (isLeft(format)) return left(faultOf(where, design, format.left));
  if (format.right === design.formats.length) return right(undefined);
  if (format.right > design.formats.length)
    return left(tooNew(words(where), format.right, design.formats.length));
  const done = await database.script(bringingUp(where.schema, design))();
  return isLeft(done) ? left(faultOf(where, design, done.left)) : right(undefined);
};
