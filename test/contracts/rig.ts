import { type SetClock, setClock } from './clock.js';

/** A store under test: how to make a fresh one, how to open the same again, and how to leave nothing behind. */
export type Rig<Store> = {
  readonly name: string;
  /** How many drawn histories a run tries. */
  readonly runs: number;
  readonly fresh: (clock: SetClock) => Promise<Standing<Store>>;
};

/** A store that stands; `reopen` closes it and opens it again, where it is to survive that. */
export type Standing<Store> = {
  readonly store: Store;
  readonly reopen?: () => Promise<Store>;
  readonly clear: () => Promise<void>;
};

/** A store in a test. */
export type InTest<Store> = Standing<Store> & { readonly clock: SetClock };

/** Runs a test on a fresh store and leaves nothing behind. */
export const onFreshStore =
  <Store>(rig: Rig<Store>, run: (inTest: InTest<Store>) => Promise<void>): (() => Promise<void>) =>
  async () => {
    const clock = setClock();
    const standing = await rig.fresh(clock);
    try {
      await run({ ...standing, clock });
    } finally {
      await standing.clear();
    }
  };
