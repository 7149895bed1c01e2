import type { Fact } from '@recount/domain';
import { type Meta, type Recorded, registry, subjectsOf } from '@recount/domain/facts';
import { v5 } from 'uuid';
import type { Body, Receipt, Revision, Write } from '../../ports/index.js';
import { canonicalJson } from './canonical.js';

/** A fact on its way into the log: with its id, at its stream's next revision, its personal part sealed. */
export type Sealing = {
  readonly fact: Fact;
  readonly id: string;
  readonly revision: Revision;
  readonly sealed: Readonly<Record<string, string>>;
};

/** What all events of a commit share. */
export type Envelope = {
  readonly commit: string;
  readonly request: string;
  readonly count: number;
  readonly meta: Meta;
  /** The streams that were only read, with the revisions that they were read at. */
  readonly reads: Readonly<Record<string, Write['expected']>>;
};

/** The id of an event: derived from its commit and its place there, so that it is the same wherever it is computed. */
export const eventId = (commit: string, index: number): string => v5(String(index), commit);

/** An event as it is stored: canonical JSON (RFC 8785), made once and never again. */
export const bodyOf = ({ fact, id, revision, sealed }: Sealing, index: number, envelope: Envelope): Body => {
  const { type, ...data } = fact.event;
  const { commit, request, count, meta, reads } = envelope;
  const subjects = subjectsOf(fact.event);
  const text = canonicalJson({
    stream: fact.stream.name,
    revision,
    id,
    commit,
    index,
    count,
    request,
    ...(index === 0 ? { reads } : {}),
    type,
    version: registry[type].version,
    data,
    sealed,
    subjects,
    meta,
  });
  return { text, subjects };
};

/** A fact as the log holds it, once its commit has a receipt. */
export const recordedAs = (
  { fact, id, revision, sealed }: Sealing,
  index: number,
  { envelope: { commit, meta }, receipt }: { readonly envelope: Envelope; readonly receipt: Receipt },
): Recorded => ({
  position: receipt.first + index,
  recordedAt: receipt.recordedAt,
  stream: fact.stream.name,
  revision,
  id,
  commit,
  event: fact.event,
  sealed,
  subjects: subjectsOf(fact.event),
  meta,
});
