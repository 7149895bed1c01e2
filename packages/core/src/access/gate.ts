import {
  accounts,
  accountsOfIdentity,
  credentials,
  type CredentialDocument,
  handles,
  identities,
} from '@recount/projections';
import { type Either, left, right } from 'fp-ts/lib/Either.js';
import type { ViewsBehind } from '../node/faults.js';
import { freshRows, type Tail } from '../reading/following/index.js';
import type { AtHand } from '../node/opening/at-hand.js';
import type { Clock, Position, ViewStore } from '../ports/index.js';

/** The rows that say who is asking and what they may do, never older than this node's place in the log. */
export type Gate = ReturnType<typeof gateRows> & {
  /** Whether this node knows enough to let anybody in: it has its own commits, and has heard from the log lately. */
  readonly open: () => Either<ViewsBehind, true>;
  /** From now on nobody is let in until this node has reached a position of its own making. */
  readonly oblige: (position: Position) => void;
};

/** After this many milliseconds without word from the log, a cached yes lets nobody in. */
export const confirmedWithin = 30_000;
/** A clock that has gone back by more than this, in milliseconds, says nothing of how long ago the last word was. */
const backAtMost = 1_000;

type With = {
  readonly views: ViewStore;
  readonly tail: Tail;
  readonly clock: Clock;
  readonly atHand: Pick<AtHand, 'credentials' | 'rows'>;
};

type Guarding = With & {
  /** Whether the log has lost what was in it: then nothing that it tells is believed. */
  readonly isTorn: () => boolean;
};

const gateRows = ({ atHand: { credentials: keys, rows: max }, ...using }: With) => ({
  credentials: freshRows<CredentialDocument>(credentials, { ...using, max: keys }),
  identities: freshRows(identities, { ...using, max }),
  accounts: freshRows(accounts, { ...using, max }),
  memberships: freshRows(accountsOfIdentity, { ...using, max }),
  handles: freshRows(handles, { ...using, max }),
});

/** The gate of a node. */
export const gate = (using: Guarding): Gate => {
  let obliged: Position = 0;
  return {
    ...gateRows(using),
    open: () => {
      const known = using.tail.cursor() >= obliged;
      const ago = using.clock.now() - using.tail.confirmedAt();
      const heard = -backAtMost <= ago && ago <= confirmedWithin;
      return known && heard && !using.isTorn()
        ? right(true)
        : left({ type: 'ViewsBehind', position: using.tail.cursor() });
    },
    oblige: (position) => {
      obliged = Math.max(obliged, position);
    },
  };
};
