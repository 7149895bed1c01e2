import type { Seen } from '@recount/core';
import type { Recorded, Stream } from '@recount/domain/facts';
import type { Request } from 'express';

const opaque = /^"([0-9]{1,15})"$/;

/** What the asker looked at, by If-Match: the ETags of a stream that they mean; a tag that is none of ours fits nothing. */
export const seenBy = (request: Request, { name: stream }: Stream): { readonly seen?: Seen } => {
  const ifMatch = request.get('If-Match');
  if (ifMatch === undefined || ifMatch.trim() === '*') return {};
  const tags = ifMatch.split(',').map((tag) => opaque.exec(tag.trim())?.[1]);
  return { seen: { stream, revisions: tags.flatMap((tag) => (tag === undefined ? [] : [Number(tag)])) } };
};

/** The revision that a stream came to by these events, if they touched it. */
export const revisionIn = (
  events: ReadonlyArray<Recorded>,
  { name }: Stream,
): { readonly revision?: number } => {
  const last = events.findLast(({ stream }) => stream === name);
  return last === undefined ? {} : { revision: last.revision };
};
