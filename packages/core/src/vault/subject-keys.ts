import type { SubjectId } from '@recount/domain/vocabulary';
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
import QuickLRU from 'quick-lru';
import type { Entropy, Unavailable } from '../ports/index.js';
import type { SecretKey } from './boxes.js';
import type { Strongbox } from './strongbox.js';

/** The keys of data subjects. One that is missing means that its subject was erased; it is never made anew. */
export type SubjectKeys = {
  /** Makes a subject's key, durable before this answers; only the decision that makes the subject asks for it. */
  readonly make: (subject: SubjectId) => Promise<Either<Unavailable, SecretKey>>;
  /** A subject's key; undefined when it was erased. */
  readonly find: (subject: SubjectId) => Promise<Either<Unavailable, SecretKey | undefined>>;
};

/** The keys of data subjects in a vault, the ones last used (at most `max`) kept at hand. */
export const subjectKeys = (
  box: Strongbox,
  { entropy, max }: { readonly entropy: Entropy; readonly max: number },
): SubjectKeys => {
  const atHand = new QuickLRU<SubjectId, SecretKey>({ maxSize: max });
  const held = (subject: SubjectId, key: SecretKey): SecretKey => {
    atHand.set(subject, key);
    return key;
  };
  return {
    make: async (subject) => {
      const kept = await box.keep('subject-key', subject, entropy.bytes(32));
      return isLeft(kept) ? kept : right(held(subject, kept.right));
    },
    find: async (subject) => {
      const key = atHand.get(subject);
      if (key !== undefined) return right(key);
      const found = await box.find('subject-key', subject);
      return isLeft(found) || found.right === undefined ? found : right(held(subject, found.right));
    },
  };
};
