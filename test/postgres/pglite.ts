import { PGlite } from '@electric-sql/pglite';
import type { Cell, Database, Failure } from '@recount/store-postgres';
import { type Either, left, right } from 'fp-ts/lib/Either.js';

let engine: Promise<PGlite> | undefined;

/** One PostgreSQL in this process, with one connection, for want of a server. It keeps nothing. */
const started = async (): Promise<PGlite> => {
  const made = await PGlite.create({ parsers: { 20: Number } });
  await made.exec('SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET jit = off;');
  return made;
};

const shared = (): Promise<PGlite> => (engine ??= started());

const failureOf = (error: unknown): Failure => {
  const state = error instanceof Error && 'code' in error ? { state: String(error.code) } : {};
  return { applied: 'no', detail: String(error), ...state };
};

const tried = async <A>(what: (db: PGlite) => Promise<A>): Promise<Either<Failure, A>> => {
  try {
    return right(await what(await shared()));
  } catch (error) {
    return left(failureOf(error));
  }
};

/** PGlite where a server would be: statements go one after the other, and nothing of it survives the process. */
export const inProcess = (): Database => {
  const ears = new Set<Promise<() => void>>();
  let closed = false;
  const gone = left<Failure, never>({ applied: 'no', detail: 'it is closed' });
  return {
    ask:
      <Row extends ReadonlyArray<Cell>>(
        statement: { readonly text: string },
        given: ReadonlyArray<unknown>,
      ) =>
      async () =>
        closed
          ? gone
          : tried(async (db) => {
              const { rows } = await db.query<Row>(statement.text, [...given], { rowMode: 'array' });
              return rows;
            }),
    script: (sql) => async () => (closed ? gone : tried(async (db) => void (await db.exec(sql)))),
    listen: (channel, hear) => {
      const ear = shared().then(async (db) => {
        const deafen = db.onNotification((on) => (on === channel ? hear() : undefined));
        await db.exec(`LISTEN "${channel}"`);
        return deafen;
      });
      ears.add(ear);
      return () => void ear.then((deafen) => deafen());
    },
    close: async () => {
      closed = true;
      for (const ear of ears) (await ear)();
    },
  };
};
