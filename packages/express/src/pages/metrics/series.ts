import type { Health, Standing } from '@recount/core';

/** What a node knows of itself, and the log's head if the log said it just now. */
export type Known = Standing & Partial<Pick<Health, 'head'>>;

/** A figure, and of which view. */
export type Sample = {
  readonly value: number;
  readonly labels?: { readonly view: string; readonly version: string };
};

/** A series of figures, and how they are told from what a node knows. */
export type Series = {
  readonly name: string;
  readonly help: string;
  readonly of: (known: Known) => ReadonlyArray<Sample>;
};

/** A figure that stands alone. */
export const one = (value: number): ReadonlyArray<Sample> => [{ value }];
