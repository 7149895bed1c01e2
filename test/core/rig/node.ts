import { type Core, type CoreOptions, openCore } from '@recount/core';
import { groupCommit } from '@recount/core/log';
import type { EventStore, Vault, ViewStore } from '@recount/core/ports';
import { answered } from '../../contracts/answers.js';
import { type SetClock, setClock } from '../../contracts/clock.js';
import { type Ground, inMemory, type Stores } from './grounds.js';

/** The secret that opens every vault of these tests. */
export const secret = 'open sesame '.repeat(4);

/** What is not about time is no fault of a busy machine. */
const unhurried = { deadline: 30_000 };

/** The stores as an engine is handed them, which a test may have tampered with. */
export type Handed = { readonly log: EventStore; readonly views: ViewStore; readonly vault: Vault };

/** How a test wants its engine. */
export type Wanted = Partial<Omit<CoreOptions, keyof Handed | 'clock'>> & {
  readonly tamper?: (handed: Handed) => Partial<Handed>;
};

/** An engine in a test, the stores beneath it, and the clock that both go by. */
export type Node = {
  readonly core: Core;
  readonly stores: Stores;
  readonly clock: SetClock;
  /** Closes the engine and opens it again on the same stores. */
  readonly restart: (wanted?: Wanted) => Promise<Node>;
  /** Opens another engine beside it on the same stores, where they can be shared. */
  readonly beside: (wanted?: Wanted) => Promise<Core>;
};

/** What an engine is opened with on these stores. */
export const optionsOn = (stores: Stores, clock: SetClock, { tamper, ...wanted }: Wanted): CoreOptions => {
  const plain: Handed = { ...stores, log: groupCommit(stores.log, unhurried) };
  return { secret, ...wanted, ...plain, ...tamper?.(plain), clock };
};

/** Runs a test on an engine of its own and leaves nothing behind. */
export const onNode =
  (
    run: (node: Node) => Promise<void>,
    wanted: Wanted = {},
    ground: Ground = inMemory,
  ): (() => Promise<void>) =>
  async () => {
    const clock = setClock();
    const { open, beside, clear } = await ground.laid(clock);
    const running = new Set<Core>();
    const started = async (stores: Stores, how: Wanted): Promise<Core> => {
      const core = await answered(openCore(optionsOn(stores, clock, how)));
      running.add(core);
      return core;
    };
    const stopped = async (core: Core): Promise<void> => {
      running.delete(core);
      await core.close();
    };
    const opened = async (how: Wanted): Promise<Node> => {
      const stores = await open();
      const core = await started(stores, how);
      return {
        core,
        stores,
        clock,
        beside: async (other = {}) => started((await beside?.()) ?? stores, other),
        restart: async (next = how) => {
          await stopped(core);
          return opened(next);
        },
      };
    };
    try {
      await run(await opened(wanted));
    } finally {
      for (const core of running) await stopped(core);
      await clear();
    }
  };
