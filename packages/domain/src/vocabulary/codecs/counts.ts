import * as t from 'io-ts';

/** A whole number from 0 up. */
export const Count = t.refinement(t.number, (n) => Number.isSafeInteger(n) && n >= 0, 'Count');
export type Count = t.TypeOf<typeof Count>;
