import { decisionOf, type Refusal } from '@recount/domain';
import type { Recorded } from '@recount/domain/facts';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import type { RevisionMoved } from '../../node/faults.js';
import { unavailable, unknownOutcome } from '../../ports/index.js';
import { type Committed, commitFacts } from '../recording/index.js';
import type { Budget } from '../traffic/index.js';
import { eventsOf, remembered } from './remembered.js';
import type { AskAnswer, Asked, AskFault, AskingWith, Outcome } from './request.js';
import { type Decided, decided, type How } from './states/deciding.js';

/** How an attempt ends: with an answer, or with a race lost for these streams. */
export type Attempt =
  | { readonly type: 'answered'; readonly answer: AskAnswer }
  | { readonly type: 'lost'; readonly streams: ReadonlyArray<string> };

/** What an attempt runs on, and the time it has. */
export type AttemptingWith = AskingWith & { readonly time: Budget };

const tooSlow = unavailable('the log did not answer in time');

// Nothing was sent yet, whatever became of reading.
const unsent = <A>(read: Either<AskFault, A>): Either<AskFault, A> =>
  isLeft(read) && read.left.type === 'Unavailable' ? left(unavailable(read.left.detail)) : read;

/** What the same request came to before, if it did. */
export const before = async (
  { commit, repeats }: Asked,
  { log, time }: AttemptingWith,
): Promise<Either<AskFault, Outcome | undefined>> => {
  if (!repeats) return right(undefined);
  const wanted = { commitId: commit.id, request: commit.request };
  const found = unsent(await time.within(() => remembered(log, wanted), tooSlow));
  if (isLeft(found)) return found;
  if (found.right === undefined) return right(undefined);
  return right({ events: found.right.events, position: found.right.receipt.last, replayed: true });
};

const final = (answer: AskAnswer): Attempt => ({ type: 'answered', answer });

// Of two requests that are the same, one may have committed while the other was deciding: its answer is both's.
const unlessBefore = async (
  request: Asked,
  using: AttemptingWith,
  otherwise: Either<Refusal | RevisionMoved, Outcome>,
): Promise<Attempt> => {
  const earlier = await before(request, using);
  if (isLeft(earlier)) return final(earlier);
  return final(earlier.right === undefined ? otherwise : right(earlier.right));
};

// It is in the log: only its events cannot be read now, and nobody may be told that it was not applied.
const unread = unknownOutcome('what it came to cannot be read now');

const answered = async (
  { receipt, events }: Committed,
  { repeats }: Asked,
  { log, time }: AttemptingWith,
): Promise<Either<AskFault, Outcome>> => {
  const position = receipt.last;
  // A commit whose name only this asking knows is its own, however often its bytes were sent.
  if (!receipt.duplicate || !repeats) return right({ events, position, replayed: false });
  const own = await time.within(() => eventsOf(log, receipt), unread);
  if (isLeft(own)) return left(own.left.type === 'Unavailable' ? unread : own.left);
  return right({ events: own.right, position, replayed: true });
};

const learn = (events: ReadonlyArray<Recorded>, { cache, tell }: AskingWith): void => {
  cache.learn(events);
  tell(events);
};

const committedOrLost = async (
  request: Asked,
  { decision, reads }: Decided,
  using: AttemptingWith,
): Promise<Attempt> => {
  if (isLeft(decision)) return unlessBefore(request, using, decision);
  const facts = decision.right;
  const committed = await commitFacts({ ...request.commit, meta: request.meta, facts, reads }, using);
  if (!isLeft(committed) && !committed.right.receipt.duplicate) learn(committed.right.events, using);
  else using.cache.doubt(reads.keys());
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

const writes = (request: Asked, made: Decided): boolean =>
  !isLeft(made.decision) && made.decision.right.length > 0 && movedSince(request, made) === undefined;

// A commit proves what was read for it. Whatever is answered without one has to have been so at one moment.
const made = async (
  request: Asked,
  { cache, time }: AttemptingWith,
  how: How,
): Promise<Either<AskFault, Decided>> => {
  const decide = decisionOf(request.command);
  const judge = async (certainty: How['certainty']) =>
    unsent(await time.within(() => decided(decide, cache, { ...how, certainty }), tooSlow));
  const first = await judge(how.certainty);
  if (isLeft(first) || first.right.sure || writes(request, first.right)) return first;
  return judge('sure');
};

/** Decides and commits once. */
export const attempt = async (request: Asked, using: AttemptingWith, how: How): Promise<Attempt> => {
  const found = await made(request, using, how);
  if (isLeft(found)) return final(found);
  const moved = movedSince(request, found.right);
  if (moved !== undefined) return unlessBefore(request, using, left(moved));
  if (isLeft(found.right.decision) || found.right.decision.right.length > 0)
    return committedOrLost(request, found.right, using);
  const position = found.right.head;
  return unlessBefore(request, using, right({ events: [], position, replayed: false }));
};
