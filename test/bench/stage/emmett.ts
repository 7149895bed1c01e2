import { type Pool, poolOf } from './postgres.js';
import { peer } from './peers.js';

/** An event as Emmett takes and gives it. */
export type EmmettEvent = { readonly type: string; readonly data: object; readonly metadata?: object };

/** What is used of Emmett's event store. */
export type EmmettStore = {
  readonly appendToStream: (
    stream: string,
    events: ReadonlyArray<EmmettEvent>,
    options: { readonly expectedStreamVersion?: bigint | 'STREAM_DOES_NOT_EXIST' },
  ) => Promise<unknown>;
  readonly schema: { readonly migrate: () => Promise<unknown> };
  readonly close: () => Promise<void>;
};

/** A projection that Emmett runs in the transaction of the append. */
export type InlineProjection = { readonly type: 'inline'; readonly projection: unknown };

type EmmettPostgres = {
  readonly getPostgreSQLEventStore: (
    url: string,
    options: {
      readonly projections: ReadonlyArray<InlineProjection>;
      readonly connectionOptions: { readonly pooled: true; readonly pool: Pool };
    },
  ) => EmmettStore;
};

/** Opens Emmett's event store on an empty database, with a pool of so many connections. */
export const openEmmett = async (
  url: string,
  wish: { readonly connections: number; readonly projections?: ReadonlyArray<InlineProjection> },
): Promise<{ readonly store: EmmettStore; readonly close: () => Promise<void> }> => {
  const { getPostgreSQLEventStore } = await peer<EmmettPostgres>('@event-driven-io/emmett-postgresql');
  const pool = poolOf(url, wish.connections);
  const store = getPostgreSQLEventStore(url, {
    projections: wish.projections ?? [],
    connectionOptions: { pooled: true, pool },
  });
  await store.schema.migrate();
  const close = async (): Promise<void> => {
    await store.close();
    await pool.end();
  };
  return { store, close };
};
