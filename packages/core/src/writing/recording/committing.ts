import type { Fact } from '@recount/domain';
import type { Meta, Recorded } from '@recount/domain/facts';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js';
import {
  type Body,
  type CommitMismatch,
  type Conflict,
  type EventStore,
  type Receipt,
  type Unavailable,
  unavailable,
  type Write,
} from '../../ports/index.js';
import { bodyOf, type Envelope, recordedAs, type Sealing } from './body.js';
import { byStream, type Reads, sealAll, type SealingWith } from './sealing.js';
import { appendUntilKnown } from './settling.js';
import type { Budget } from '../traffic/index.js';

/** What is to be committed: the facts, all that was read for them, and whose commit it is. */
export type Committing = {
  readonly id: string;
  readonly request: string;
  readonly meta: Meta;
  readonly facts: ReadonlyArray<Fact>;
  readonly reads: Reads;
};

/** A commit in the log, with its events. */
export type Committed = { readonly receipt: Receipt; readonly events: ReadonlyArray<Recorded> };

const expectedOf = (reads: Reads, stream: string): Write['expected'] => reads.get(stream)?.revision ?? 'none';

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

// Streams that are written come in the order of their first event, then those that are only checked.
const writesOf = (
  { reads }: Committing,
  sealings: ReadonlyArray<Sealing>,
  envelope: Envelope,
): ReadonlyArray<Write> => {
  const bodies = new Map<string, Body[]>();
  for (const [index, sealing] of sealings.entries()) {
    const { name } = sealing.fact.stream;
    const body = bodyOf(sealing, index, envelope);
    const own = bodies.get(name);
    if (own === undefined) bodies.set(name, [body]);
    else own.push(body);
  }
  const streams = new Set([...bodies.keys(), ...reads.keys()]);
  return [...streams].map((stream) => ({
    stream,
    expected: expectedOf(reads, stream),
    bodies: bodies.get(stream) ?? [],
  }));
};

const vaultTooSlow = unavailable('the vault did not answer in time');

/** Seals, serialises once, and appends: one atomic commit over all streams that the decision read. */
export const commitFacts = async (
  committing: Committing,
  using: SealingWith & { readonly log: EventStore; readonly time: Budget },
): Promise<Either<Conflict | CommitMismatch | Unavailable, Committed>> => {
  const sealings = await using.time.within(() => sealAll(committing.facts, committing, using), vaultTooSlow);
  // Whatever became of the vault, nothing of the commit was applied.
  if (isLeft(sealings)) return left(unavailable(sealings.left.detail));
  const envelope = envelopeOf(committing);
  const writes = writesOf(committing, sealings.right, envelope);
  if (!isNonEmpty(writes)) return left(unavailable('a commit without a write'));
  const receipt = await appendUntilKnown({ id: committing.id, request: committing.request, writes }, using);
  if (isLeft(receipt)) return receipt;
  const committed = { envelope, receipt: receipt.right };
  const events = sealings.right.map((sealing, index) => recordedAs(sealing, index, committed));
  return right({ receipt: receipt.right, events });
};
