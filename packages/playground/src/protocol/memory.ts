import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

type Kept = { readonly payload: AdapterPayload; readonly until: number };

const sweepAbove = 1_000;

const keepIn = (kept: Map<string, Kept>): Adapter => {
  const alive = ({ until }: Kept): boolean => until > Date.now();
  const find = (matches: (payload: AdapterPayload) => boolean): AdapterPayload | undefined =>
    [...kept.values()].find((one) => alive(one) && matches(one.payload))?.payload;
  const drop = (over: (one: Kept) => boolean): void => {
    for (const [id, one] of kept) if (over(one)) kept.delete(id);
  };

  return {
    upsert: async (id, payload, seconds = Number.POSITIVE_INFINITY) => {
      if (kept.size > sweepAbove) drop((one) => !alive(one));
      kept.set(id, { payload, until: Date.now() + seconds * 1000 });
    },
    find: async (id) => {
      const one = kept.get(id);
      return one !== undefined && alive(one) ? one.payload : undefined;
    },
    findByUid: async (uid) => find((payload) => payload.uid === uid),
    findByUserCode: async (userCode) => find((payload) => payload.userCode === userCode),
    consume: async (id) => {
      const one = kept.get(id);
      if (one !== undefined)
        kept.set(id, { ...one, payload: { ...one.payload, consumed: Math.floor(Date.now() / 1000) } });
    },
    destroy: async (id) => {
      kept.delete(id);
    },
    revokeByGrantId: async (grantId) => drop(({ payload }) => payload.grantId === grantId),
  };
};

/** Keeps what the provider must remember until the playground ends: codes, tokens, sign-ins under way. */
export const inMemory = (): AdapterFactory => () => keepIn(new Map());
