import * as t from 'io-ts';

/** A moment: whole milliseconds since 1970, as the caller's clock says it. Never read in the domain, always handed in. */
export const Instant = t.refinement(t.number, (n) => Number.isSafeInteger(n) && n >= 0, 'Instant');
export type Instant = t.TypeOf<typeof Instant>;

/** A length of time in milliseconds. */
export type Milliseconds = number;

/** Milliseconds in a day. */
export const day: Milliseconds = 86_400_000;

/** Milliseconds in a minute. */
export const minute: Milliseconds = 60_000;

/** Milliseconds in an hour. */
export const hour: Milliseconds = 3_600_000;
