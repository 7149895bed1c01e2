import type { Fact } from '@recount/domain';
import { subjectsMadeBy } from '@recount/domain/facts';
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
import type { Entropy, Revision, Unavailable } from '../../ports/index.js';
import { sealPersonal, type SubjectKeys } from '../../vault/index.js';
import { eventId, type Sealing } from './body.js';

/** The streams that a decision read, with the revisions that it read them at. */
export type Reads = ReadonlyMap<string, { readonly revision: 'none' | Revision }>;

/** What sealing needs. */
export type SealingWith = { readonly keys: SubjectKeys; readonly entropy: Entropy };

const makeKeys = async (
  facts: ReadonlyArray<Fact>,
  keys: SubjectKeys,
): Promise<Either<Unavailable, void>> => {
  for (const subject of facts.flatMap(({ event }) => subjectsMadeBy(event))) {
    const made = await keys.make(subject);
    if (isLeft(made)) return made;
  }
  return right(undefined);
};

const sealedPart = async (
  { event, personal }: Fact,
  id: string,
  using: SealingWith,
): Promise<Either<Unavailable, Readonly<Record<string, string>>>> => {
  if (personal === undefined) return right({});
  const about = { subject: personal.subject, event: id, type: event.type };
  const cipher = await sealPersonal(about, personal.fields, using);
  if (isLeft(cipher)) return cipher;
  return right(cipher.right === undefined ? {} : { [personal.subject]: cipher.right });
};

/** Facts by stream, the streams in the order in which they first come, as a commit holds them. */
export const byStream = (facts: ReadonlyArray<Fact>): ReadonlyMap<string, ReadonlyArray<Fact>> => {
  const grouped = new Map<string, ReadonlyArray<Fact>>();
  for (const fact of facts) grouped.set(fact.stream.name, [...(grouped.get(fact.stream.name) ?? []), fact]);
  return grouped;
};

/** Gives each fact its revision, and seals what is told of people; keys of new subjects are durable before this answers. */
export const sealAll = async (
  facts: ReadonlyArray<Fact>,
  commit: { readonly id: string; readonly reads: Reads },
  using: SealingWith,
): Promise<Either<Unavailable, ReadonlyArray<Sealing>>> => {
  const made = await makeKeys(facts, using.keys);
  if (isLeft(made)) return made;
  const sealings: Sealing[] = [];
  for (const [name, own] of byStream(facts)) {
    const revision = commit.reads.get(name)?.revision ?? 'none';
    for (const [i, fact] of own.entries()) {
      const id = eventId(commit.id, sealings.length);
      const sealed = await sealedPart(fact, id, using);
      if (isLeft(sealed)) return sealed;
      sealings.push({ fact, id, revision: revision === 'none' ? i : revision + 1 + i, sealed: sealed.right });
    }
  }
  return right(sealings);
};
