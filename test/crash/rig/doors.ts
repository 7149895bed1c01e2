import { setTimeout } from 'node:timers/promises';
import type { Answered, Ask, Wanted } from '../../express/asking.js';
import { asking } from '../../express/asking.js';

/** A way into the service that may be shut for a while. */
export type Door = {
  readonly name: string;
  /** Where it is; while it is shut, where it will be. */
  readonly origin: () => Promise<string>;
  readonly isOpen: () => boolean;
};

/** What clients were answered: how often each status, and the longest that anybody waited for one, in milliseconds. */
export type Answers = {
  readonly statuses: Readonly<Record<string, number>>;
  readonly slowest: Readonly<Record<string, number>>;
};

/** Counts what clients are answered. */
export type Tally = Answers & {
  readonly note: (status: number | 'none', took: number) => void;
};

/** A fresh count. */
export const tally = (): Tally => {
  const statuses: Record<string, number> = {};
  const slowest: Record<string, number> = {};
  return {
    statuses,
    slowest,
    note: (status, took) => {
      statuses[status] = (statuses[status] ?? 0) + 1;
      slowest[status] = Math.max(slowest[status] ?? 0, Math.round(took));
    },
  };
};

/** Far longer than the service may take; whoever is not answered until then never would be. */
const patience = 20_000;

const inTime = async (asked: Promise<Answered>, what: string): Promise<Answered> => {
  const giveUp = new AbortController();
  const late = setTimeout(patience, undefined, { signal: giveUp.signal }).then(() => {
    throw new Error(`${what} was not answered at all`);
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([asked, late]);
  } finally {
    giveUp.abort();
  }
};

// What fetch says when the connection went: any other error is the test's own.
const isLost = (fault: unknown): boolean =>
  fault instanceof TypeError && /fetch failed|terminated/.test(fault.message);

/** Asks at a door, and is answered nothing if the connection was lost; every answer counts. */
export const askingAt =
  (door: Door, tallied: Tally, token?: string) =>
  async (path: string, wanted: Wanted = {}): Promise<Answered | undefined> => {
    const ask: Ask = asking(
      await door.origin(),
      token === undefined ? {} : { authorization: `Bearer ${token}` },
    );
    const since = performance.now();
    try {
      const answer = await inTime(ask(path, wanted), `${wanted.method ?? 'GET'} ${path} at ${door.name}`);
      tallied.note(answer.status, performance.now() - since);
      return answer;
    } catch (fault) {
      if (!isLost(fault)) throw fault;
      tallied.note('none', performance.now() - since);
      return undefined;
    }
  };

/** A moment in which others go on. */
export const breather = (): Promise<void> => setTimeout(10);
