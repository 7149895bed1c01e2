import { type Either, right } from 'fp-ts/lib/Either.js';
import type { Recorded } from '@recount/domain/facts';
import { type Failure, fails } from './failure.js';

const opaque = /^"([0-9]{1,16})"$/;

/** Whether what is to be changed is still what the asker looked at; without If-Match it does not matter. */
export const unchanged = (ifMatch: string | undefined, revision: number): Either<Failure, true> => {
  if (ifMatch === undefined || ifMatch.trim() === '*') return right(true);
  const tags = ifMatch.split(',').map((tag) => opaque.exec(tag.trim())?.[1]);
  return tags.includes(String(revision)) ? right(true) : fails('RevisionMoved');
};

/** The revision that a stream came to by these events, if they touched it. */
export const revisionIn = (
  events: ReadonlyArray<Recorded>,
  stream: string,
): { readonly revision?: number } => {
  const last = events.findLast((event) => event.stream === stream);
  return last === undefined ? {} : { revision: last.revision };
};
