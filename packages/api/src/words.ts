import { closed, text } from '@recount/domain/vocabulary';
import * as t from 'io-ts';

const clock = 'T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{3})?Z';
const year = '(?:19[7-9][0-9]|[2-9][0-9]{3})';
const moment = new RegExp(`^${year}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])${clock}$`);

const isInTheCalendar = (s: string): boolean => {
  const at = new Date(s);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(s.slice(0, 10));
};

/** A moment on the wire: ISO 8601 in UTC; answers always show milliseconds. */
export const Moment = text('Moment', {
  pattern: moment,
  expected: 'a moment in UTC, as in 2026-01-31T12:00:00.000Z',
  also: isInTheCalendar,
});
export type Moment = t.TypeOf<typeof Moment>;

/** A moment on the wire, from milliseconds since 1970. */
export const momentOf = (instant: number): Moment => new Date(instant).toISOString() as Moment;

/** Milliseconds since 1970, from a moment on the wire. */
export const instantOf = (at: Moment): number => Date.parse(at);

/** A codec for whole numbers within bounds, which shows them, so that documents and messages can be derived from it. */
export interface WholeCodec extends t.Type<number> {
  readonly _tag: 'WholeType';
  readonly from: number;
  readonly to: number;
}

/** A codec for whole numbers from one to another, both included. */
export const whole = (name: string, from: number, to: number): WholeCodec => {
  const is = (u: unknown): u is number =>
    typeof u === 'number' && Number.isSafeInteger(u) && u >= from && u <= to;
  const codec = new t.Type<number>(
    name,
    is,
    (u, context) => (is(u) ? t.success(u) : t.failure(u, context)),
    t.identity,
  );
  return Object.assign(codec, { _tag: 'WholeType' as const, from, to });
};

/** Names an account in a path: its id, its handle, or `personal` for one's own. */
export const AccountName = text('AccountName', {
  pattern: /^(?:acc_[0-7][0-9a-hjkmnp-tv-z]{25}|(?=.{3,39}$)(?=.*[a-z-])[a-z0-9]+(?:-[a-z0-9]+)*)$/,
  expected: "an account's id, its handle, or personal",
});
export type AccountName = t.TypeOf<typeof AccountName>;

/** A place in the log, as clients carry it: the first characters of the log's id, a dash and a number. */
export const Position = text('Position', {
  pattern: /^[0-9a-z]{8}-(?:0|[1-9][0-9]{0,15})$/,
  expected: 'a position as an answer gave it',
  also: (s) => Number.isSafeInteger(Number(s.slice(9))),
});
export type Position = t.TypeOf<typeof Position>;

/** How many entries a page may have, in a query. */
export const Limit = text('Limit', {
  pattern: /^(?:[1-9][0-9]?|100)$/,
  expected: 'a whole number from 1 to 100',
});
export type Limit = t.TypeOf<typeof Limit>;

/** Where a page goes on, as the page before it said; it is of no use to others or in other lists. */
export const Cursor = text('Cursor', {
  pattern: /^[0-9A-Za-z_-]{1,600}$/,
  expected: 'next, as the page before gave it',
});
export type Cursor = t.TypeOf<typeof Cursor>;

/** A secret that is shown here once. */
export const Secret = text('Secret', {
  pattern: /^[\x21-\x7e]{1,512}$/,
  expected: '1 to 512 visible ASCII characters',
});
export type Secret = t.TypeOf<typeof Secret>;

/** A moment or a position: what was so then is answered. */
export const AsOf = t.union([Moment, Position], 'AsOf');
export type AsOf = t.TypeOf<typeof AsOf>;

/** An object without fields, or no body at all. */
export const Nothing = closed('Nothing', {});
export type Nothing = t.TypeOf<typeof Nothing>;

/** The query of a list: how long its pages are, and where one goes on. */
export const paging = { limit: Limit, after: Cursor };

/** The query of a list of one's own. */
export const Paging = closed('Paging', {}, paging);
export type Paging = t.TypeOf<typeof Paging>;

/** The query of a list under an account: its pages, and what they were then. */
export const PagingAsOf = closed('PagingAsOf', {}, { ...paging, asOf: AsOf });
export type PagingAsOf = t.TypeOf<typeof PagingAsOf>;

/** The query of anything else that is read under an account. */
export const ReadAsOf = closed('ReadAsOf', {}, { asOf: AsOf });
export type ReadAsOf = t.TypeOf<typeof ReadAsOf>;

/** The path of anything under an account. */
export const underAccount = { account: AccountName };
