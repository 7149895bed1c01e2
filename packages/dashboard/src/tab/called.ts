import type { PersonMe } from '@recount/api';
import { nameOf } from '../account.js';
import type { Arrival } from './arriving.js';

/** What accounts were called here, for when one of them is lost and cannot be asked any more. */
export type Called = {
  /** Learns names from an arrival, and gives the one that was lost the name that it had. */
  readonly named: (arrival: Arrival) => Arrival;
  /** The name of the account that was shown last. */
  readonly last: () => string;
};

const namesIn = (me: PersonMe): ReadonlyMap<string, string> => {
  const named = me.accounts.map((account) => ({ ...account, called: nameOf(account, me) }));
  return new Map<string, string>([
    ...named.map(({ handle, called }) => [handle, called] as const),
    ...named.map(({ accountId, called }) => [accountId, called] as const),
  ]);
};

/** A memory of names, for one tab. */
export const calledHere = (): Called => {
  let known: ReadonlyMap<string, string> = new Map();
  let last = 'this account';
  return {
    named: (arrival) => {
      if (arrival.type === 'lost')
        return { ...arrival, account: known.get(arrival.account) ?? arrival.account };
      if (arrival.type !== 'at work') return arrival;
      known = namesIn(arrival.me);
      last = nameOf(arrival.account, arrival.me);
      return arrival;
    },
    last: () => last,
  };
};
