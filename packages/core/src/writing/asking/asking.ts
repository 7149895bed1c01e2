import { type Command, decisionOf, type Refusal } from '@recount/domain';
import type { Meta, Recorded } from '@recount/domain/facts';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import type { Contended, IdempotencyMismatch, RevisionMoved } from '../../node/faults.js';
import type { Clock, EventStore, Position, Unavailable, Unreadable } from '../../ports/index.js';
import { type Decided, decided, foresee, type Foreseen } from './deciding.js';
import type { Lanes } from './lanes.js';
import type { StateCache } from './loading.js';
import { eventsOf, remembered } from './remembered.js';
import { type Committed, commitFacts, type SealingWith } from '../recording/index.js';
import type { Seen, Terms } from './wish.js';

/** What asking runs on. */
export type AskingWith = SealingWith & {
  readonly log: EventStore;
  readonly cache: StateCache;
  readonly lanes: Lanes;
  readonly clock: Clock;
  readonly newCommitId: () => string;
  /** Told of each commit of this node before anybody else is. */
  readonly tell: (events: ReadonlyArray<Recorded>) => void;
};

/** What came of asking: the commit's events and where the log is, now or as an earlier request left it. */
export type Outcome = {
  readonly events: ReadonlyArray<Recorded>;
  readonly position: Position;
  readonly replayed: boolean;
};

/** Why nothing came of asking. */
export type AskFault = IdempotencyMismatch | RevisionMoved | Unavailable | Unreadable | Contended;

/** A command as the domain knows it but for the time, which the engine's clock says. */
export type Timeless = Command extends infer C ? (C extends Command ? Omit<C, 'at'> : never) : never;

type Asked = {
  readonly command: Command;
  readonly commit: { readonly id: string; readonly request: string };
  readonly meta: Meta;
  readonly repeats: boolean;
  readonly seen: Seen | undefined;
};

const asked = (wish: Timeless, terms: Terms, using: AskingWith): Asked => {
  const at = using.clock.now();
  const id = terms.repeatable?.commitId ?? using.newCommitId();
  const causation = terms.causation === undefined ? {} : { causation: terms.causation };
  return {
    command: { ...wish, at },
    commit: { id, request: terms.repeatable?.request ?? id },
    meta: { actor: wish.actor, correlation: terms.correlation ?? id, ...causation, at },
    repeats: terms.repeatable !== undefined,
    seen: terms.seen,
  };
};

const before = async (
  { commit, repeats }: Asked,
  { log }: AskingWith,
): Promise<Either<AskFault, Outcome | undefined>> => {
  if (!repeats) return right(undefined);
  const found = await remembered(log, { commitId: commit.id, request: commit.request });
  if (isLeft(found)) return found;
  if (found.right === undefined) return right(undefined);
  return right({ events: found.right.events, position: found.right.receipt.last, replayed: true });
};

// Of two requests that are the same, one may have committed while the other was deciding: its answer is both's.
const unlessBefore = async (
  request: Asked,
  using: AskingWith,
  otherwise: Either<Refusal | RevisionMoved, Outcome>,
): Promise<Either<Refusal | AskFault, Outcome>> => {
  const earlier = await before(request, using);
  if (isLeft(earlier)) return earlier;
  return earlier.right === undefined ? otherwise : right(earlier.right);
};

const answered = async (
  { receipt, events }: Committed,
  { repeats }: Asked,
  { log }: AskingWith,
): Promise<Either<AskFault, Outcome>> => {
  if (!receipt.duplicate) return right({ events, position: receipt.last, replayed: false });
  const own = await eventsOf(log, receipt);
  return isLeft(own) ? own : right({ events: own.right, position: receipt.last, replayed: repeats });
};

type Attempt =
  | { readonly type: 'answered'; readonly answer: Either<Refusal | AskFault, Outcome> }
  | { readonly type: 'lost'; readonly streams: ReadonlyArray<string> };

const final = (answer: Either<Refusal | AskFault, Outcome>): Attempt => ({ type: 'answered', answer });

const learn = (events: ReadonlyArray<Recorded>, { cache, tell }: AskingWith): void => {
  cache.learn(events);
  tell(events);
};

const committedOrLost = async (
  request: Asked,
  { decision, reads }: Decided,
  using: AskingWith,
): Promise<Attempt> => {
  if (isLeft(decision)) return final(await unlessBefore(request, using, decision));
  const facts = decision.right;
  const committed = await commitFacts({ ...request.commit, meta: request.meta, facts, reads }, using);
  if (!isLeft(committed) && !committed.right.receipt.duplicate) learn(committed.right.events, using);
  else using.cache.forget(reads.keys());
  if (!isLeft(committed)) return final(await answered(committed.right, request, using));
  if (committed.left.type === 'Conflict')
    return { type: 'lost', streams: [committed.left.stream, ...facts.map(({ stream }) => stream.name)] };
  return final(
    left(committed.left.type === 'CommitMismatch' ? { type: 'IdempotencyMismatch' } : committed.left),
  );
};

// Whether the asker may change it is judged first: a stranger learns of no revision.
const movedSince = ({ seen }: Asked, { decision, reads }: Decided): RevisionMoved | undefined => {
  if (seen === undefined || isLeft(decision)) return undefined;
  const revision = reads.get(seen.stream)?.revision ?? 'none';
  return revision !== 'none' && seen.revisions.includes(revision)
    ? undefined
    : { type: 'RevisionMoved', revision };
};

const attempt = async (request: Asked, using: AskingWith, { seen }: Foreseen): Promise<Attempt> => {
  const made = await decided(decisionOf(request.command), using.cache, seen);
  if (isLeft(made)) return final(made);
  const moved = movedSince(request, made.right);
  if (moved !== undefined) return final(await unlessBefore(request, using, left(moved)));
  const { decision, head } = made.right;
  const already = !isLeft(decision) && decision.right.length === 0;
  if (!already) return committedOrLost(request, made.right, using);
  return final(await unlessBefore(request, using, right({ events: [], position: head, replayed: false })));
};

const attempts = 5;

const untilDecided = async (
  request: Asked,
  using: AskingWith,
): Promise<Either<Refusal | AskFault, Outcome>> => {
  const foreseen = foresee(decisionOf(request.command), using.cache);
  let streams = foreseen.writes;
  for (let tries = 1; tries <= attempts; tries++) {
    const leave = await using.lanes(streams);
    const result = await attempt(request, using, foreseen).finally(leave);
    if (result.type === 'answered') return result.answer;
    // A race lost on a stream that is only read is waited for too: whoever writes it stands in its lane.
    streams = [...new Set([...streams, ...result.streams])];
  }
  return left({ type: 'Contended', streams });
};

/** Asks for a command: the same request's commit answers it, else it is decided, committed with all it read, or refused. */
export const asking = async (
  wish: Timeless,
  terms: Terms,
  using: AskingWith,
): Promise<Either<Refusal | AskFault, Outcome>> => {
  const request = asked(wish, terms, using);
  const earlier = await before(request, using);
  if (isLeft(earlier)) return earlier;
  return earlier.right === undefined ? untilDecided(request, using) : right(earlier.right);
};
