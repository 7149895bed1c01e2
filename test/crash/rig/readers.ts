import type { LogTables } from './comparison.js';
import { askingAt, breather, type Door, type Tally } from './doors.js';
import type { Owner } from './load.js';

/** Somebody who follows an account's history page by page, as a client does. */
export type Reader = {
  /** The positions that it saw, in the order in which it saw them. */
  readonly seen: ReadonlyArray<number>;
  /** Positions that came up behind one that it had seen before. */
  readonly late: ReadonlyArray<number>;
  /** Follows until it has seen this position, and then ends. */
  readonly until: (position: number) => Promise<void>;
};

const numberIn = (position: string): number => Number(position.split('-').at(-1));

type Place = { readonly after: string | undefined };

type Page = { readonly positions: ReadonlyArray<number>; readonly next: Place | undefined };

const pageAt = async (place: Place, { door, owner, tally }: Following): Promise<Page | undefined> => {
  const query = `?limit=100${place.after === undefined ? '' : `&after=${encodeURIComponent(place.after)}`}`;
  const answer = await askingAt(door, tally, owner.token)(`/v1/accounts/${owner.accountId}/history${query}`);
  if (answer === undefined || answer.status === 503) return undefined;
  if (answer.status !== 200) throw new Error(`a reader got ${answer.status} ${answer.text}`);
  const { happenings, next } = answer.body as {
    happenings: ReadonlyArray<{ readonly position: string }>;
    next?: string;
  };
  return {
    positions: happenings.map(({ position }) => numberIn(position)),
    next: next === undefined ? undefined : { after: next },
  };
};

/** Where a reader reads. */
export type Following = { readonly door: Door; readonly owner: Owner; readonly tally: Tally };

/** Begins to follow. */
export const reader = (following: Following): Reader => {
  const seen: number[] = [];
  const late: number[] = [];
  let last = 0;
  let end = Number.POSITIVE_INFINITY;
  const take = (positions: ReadonlyArray<number>): void => {
    const known = new Set(seen.slice(-200));
    for (const position of positions) {
      if (position > last) {
        seen.push(position);
        last = position;
      } else if (!known.has(position)) late.push(position);
    }
  };
  const follow = async (): Promise<void> => {
    let place: Place = { after: undefined };
    while (last < end) {
      const page = await pageAt(place, following);
      if (page !== undefined) take(page.positions);
      if (page?.next === undefined) await breather();
      else place = page.next;
    }
  };
  const ended = follow();
  ended.catch(() => undefined);
  return {
    seen,
    late,
    until: async (position) => {
      end = position;
      await ended;
    },
  };
};

/** What happened to an account and a reader of its history did not see. */
export const missed = (
  { events }: LogTables,
  accountId: string,
  seen: ReadonlyArray<number>,
): ReadonlyArray<number> => {
  const known = new Set(seen);
  return events
    .filter(({ body, position }) => body.subjects.includes(accountId) && !known.has(position))
    .map(({ position }) => position);
};
