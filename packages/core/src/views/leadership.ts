import { none, type Option, some } from 'fp-ts/lib/Option.js';
import type { Clock, LeadToken, ViewId } from '../ports/index.js';

/** Who leads which view, for a store that one process has to itself: it lasts as long as the process. */
export type Leadership = {
  /** Takes or renews the lead of a view for so many milliseconds; its token, if `by` leads it now. */
  readonly lead: (view: ViewId, by: string, lasts: number) => Option<LeadToken>;
  /** Lets go of all that `by` leads. */
  readonly yield: (by: string) => void;
  /** The token that a change needs; 0 where nobody ever led. */
  readonly token: (view: ViewId) => LeadToken;
  /** Whether somebody's lease runs. */
  readonly isLed: (view: ViewId) => boolean;
  /** Whoever led a view leads it no more, and has no token that holds. */
  readonly depose: (view: ViewId) => void;
  /** A view is gone: nobody has led it since. */
  readonly forget: (view: ViewId) => void;
};

/** `by` is undefined when nobody leads any more; the token stays until another's is greater. */
type Lease = {
  readonly token: LeadToken;
  readonly by?: string;
  readonly since: number;
  readonly until: number;
};

// A clock that went back says nothing of how long ago a lease was given: it is over.
const runsAt = (now: number, lease: Lease | undefined): boolean =>
  lease?.by !== undefined && lease.since <= now && now < lease.until;

/** Nobody leads anything yet; leases go by this clock. */
export const leadership = (clock: Clock): Leadership => {
  const leases = new Map<string, Lease>();
  let last: LeadToken = 0;
  const key = ({ name, version }: ViewId): string => `${name}@${version}`;
  const nextToken = (): LeadToken => (last += 1);
  const runs = (lease: Lease | undefined): boolean => runsAt(clock.now(), lease);
  return {
    lead: (view, by, lasts) => {
      const was = leases.get(key(view));
      const isRenewed = was?.by === by;
      if (!isRenewed && runs(was)) return none;
      const token = isRenewed ? was.token : nextToken();
      const since = clock.now();
      leases.set(key(view), { token, by, since, until: since + lasts });
      return some(token);
    },
    yield: (by) => {
      for (const [view, lease] of leases)
        if (lease.by === by) leases.set(view, { token: lease.token, since: 0, until: 0 });
    },
    token: (view) => leases.get(key(view))?.token ?? 0,
    isLed: (view) => runs(leases.get(key(view))),
    depose: (view) => {
      leases.set(key(view), { token: nextToken(), since: 0, until: 0 });
    },
    forget: (view) => void leases.delete(key(view)),
  };
};
