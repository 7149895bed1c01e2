import type { StoredRow } from '../ports/index.js';

/** Rows by id, and ids of which it is known that there is no row: the latest so many, and at most twice as many. */
export type KeptRows = {
  readonly has: (id: string) => boolean;
  readonly get: (id: string) => StoredRow | undefined;
  readonly set: (id: string, row: StoredRow | undefined) => void;
  readonly clear: () => void;
};

type Rows = Map<string, StoredRow | undefined>;

/** Keeps the latest `least` rows: those of a full generation give way to it all at once, which costs nothing a row. */
export const keptRows = (least: number): KeptRows => {
  let young: Rows = new Map();
  let old: Rows = new Map();
  return {
    has: (id) => young.has(id) || old.has(id),
    get: (id) => (young.has(id) ? young.get(id) : old.get(id)),
    set: (id, row) => {
      if (young.size >= least) {
        old = young;
        young = new Map();
      }
      young.set(id, row);
    },
    clear: () => {
      young = new Map();
      old = new Map();
    },
  };
};
