import type { Fact } from '@recount/domain';
import type { Meta, Recorded } from '@recount/domain/facts';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js';
import {
  type Commit,
  type CommitMismatch,
  type Conflict,
  type EventStore,
  type Receipt,
  type Unavailable,
  unavailable,
  type Write,
} from '../ports/index.js';
import { bodyOf, type Envelope, recordedAs } from '../recording/index.js';
import type { Loaded } from './loading.js';
import { byStream, sealAll, type SealingWith } from './sealing.js';

/** What is to be committed: the facts, all that was read for them, and whose commit it is. */
export type Committing = {
  readonly id: string;
  readonly request: string;
  readonly meta: Meta;
  readonly facts: ReadonlyArray<Fact>;
  readonly reads: ReadonlyMap<string, Loaded>;
};

/** A commit in the log, with its events. */
export type Committed = { readonly receipt: Receipt; readonly events: ReadonlyArray<Recorded> };

const expectedOf = (reads: Committing['reads'], stream: string): Write['expected'] =>
  reads.get(stream)?.revision ?? 'none';

const envelopeOf = ({ id, request, meta, facts, reads }: Committing): Envelope => {
  const written = byStream(facts);
  const checks = [...reads.keys()].filter((stream) => !written.has(stream)).sort();
  return {
    commit: id,
    request,
    meta,
    count: facts.length,
    reads: Object.fromEntries(checks.map((stream) => [stream, expectedOf(reads, stream)])),
  };
};

const times = 5;

// The same bytes again settle what an unknown outcome left open: they are there once, or go in now.
const appendUntilKnown = async (
  log: EventStore,
  commit: Commit,
): Promise<Either<Conflict | CommitMismatch | Unavailable, Receipt>> => {
  for (let tries = 1; ; tries++) {
    const receipt = await log.append(commit)();
    const open = isLeft(receipt) && receipt.left.type === 'Unavailable' && receipt.left.applied === 'unknown';
    if (!open || tries === times) return receipt;
  }
};

/** Seals, serialises once, and appends: one atomic commit over all streams that the decision read. */
export const commitFacts = async (
  committing: Committing,
  { log, ...using }: SealingWith & { readonly log: EventStore },
): Promise<Either<Conflict | CommitMismatch | Unavailable, Committed>> => {
  const sealings = await sealAll(committing.facts, committing, using);
  if (isLeft(sealings)) return sealings;
  const envelope = envelopeOf(committing);
  const bodies = sealings.right.map((sealing, index) => ({
    stream: sealing.fact.stream.name,
    body: bodyOf(sealing, index, envelope),
  }));
  const writes = [...committing.reads.keys()].map((stream): Write => ({
    stream,
    expected: expectedOf(committing.reads, stream),
    bodies: bodies.filter((written) => written.stream === stream).map(({ body }) => body),
  }));
  const inOrder = [...writes].sort((one, other) => place(bodies, one) - place(bodies, other));
  if (!isNonEmpty(inOrder)) return left(unavailable('a commit without a write'));
  const receipt = await appendUntilKnown(log, { id: committing.id, request: committing.request, writes: inOrder });
  if (isLeft(receipt)) return receipt;
  const events = sealings.right.map((sealing, index) =>
    recordedAs(sealing, index, { envelope, receipt: receipt.right }),
  );
  return right({ receipt: receipt.right, events });
};

// Streams that are written come in the order of their first event, then those that are only checked.
const place = (bodies: ReadonlyArray<{ readonly stream: string }>, { stream }: Write): number => {
  const first = bodies.findIndex((body) => body.stream === stream);
  return first === -1 ? bodies.length : first;
};
