import type { Fact } from '@recount/domain';
import { logStream } from '@recount/domain/facts';
import type { LogOpened } from '@recount/domain/facts/log';
import { type Actor, ClaimKeyId } from '@recount/domain/vocabulary';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import type { NewIds } from '../../access/index.js';
import {
  type Clock,
  type Entropy,
  type EventStore,
  type Unavailable,
  type Unreadable,
  unavailable,
} from '../../ports/index.js';
import type { Pace } from '../../log/index.js';
import { budget } from '../../writing/traffic/index.js';
import { commitFacts, readStored } from '../../writing/recording/index.js';
import type { Strongbox, SubjectKeys } from '../../vault/index.js';

/** What beginning a log takes. */
export type Beginning = {
  readonly log: EventStore;
  readonly box: Strongbox;
  readonly keys: SubjectKeys;
  readonly ids: NewIds;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly pace: Pace;
  readonly playground: boolean;
};

type Found = Either<Unavailable | Unreadable, LogOpened | undefined>;

/** The log's first event; undefined while the log is empty. */
export const firstOf = async (log: EventStore): Promise<Found> => {
  const page = await log.readAll(0, 1)();
  if (isLeft(page)) return page;
  const stored = page.right.events[0];
  if (stored === undefined) return right(undefined);
  const first = readStored(stored);
  if (isLeft(first)) return first;
  const { event, stream } = first.right;
  if (event.type === 'LogOpened') return right(event);
  return left({ type: 'Unreadable', position: 1, stream, detail: 'a log begins with LogOpened' });
};

/** How long a log may take to begin, in milliseconds: nobody waits for an answer yet. */
const beginningTime = 10_000;

const system: Actor = { type: 'system', name: 'recount' };

// Eight characters of a-z and 0-9, from chance.
const newClaimKeyId = (entropy: Entropy): ClaimKeyId => {
  for (;;) {
    const kid = [...entropy.bytes(8)].map((byte) => (byte % 36).toString(36)).join('');
    if (ClaimKeyId.is(kid)) return kid;
  }
};

/** Begins an empty log: its identity, and its first claim key, which is durable in the vault before the log names it. */
export const begin = async (beginning: Beginning): Promise<Either<Unavailable, void>> => {
  const { box, pace, ids, clock, entropy, playground } = beginning;
  const kid = newClaimKeyId(entropy);
  const kept = await box.keep('claim-key', kid, entropy.bytes(32));
  if (isLeft(kept)) return kept;
  const id = ids.commit();
  const facts: ReadonlyArray<Fact> = [
    { stream: logStream, event: { type: 'LogOpened', logId: ids.commit(), format: 1, playground } },
    { stream: logStream, event: { type: 'ClaimKeyAdded', kid } },
  ];
  const reads = new Map([
    [logStream.name, { revision: 'none' as const, state: { in: 'unopened' as const } }],
  ]);
  const meta = { actor: system, correlation: id, at: clock.now() };
  const time = budget(pace, beginningTime);
  const committed = await commitFacts({ id, request: id, meta, facts, reads }, { ...beginning, time });
  time.end();
  // Whoever else began it first, began it: what counts is that there is a beginning.
  if (isLeft(committed) && committed.left.type === 'Unavailable') return left(committed.left);
  return isLeft(committed) && committed.left.type === 'CommitMismatch'
    ? left(unavailable('the log could not be begun'))
    : right(undefined);
};
