import type { Revision, Unavailable, Unreadable } from '../ports/index.js';

/** The node has not followed the log far enough to answer; `position` is where it is. */
export type ViewsBehind = { readonly type: 'ViewsBehind'; readonly position: number };

/** The same streams were written by others again and again until there was no time left; asking later may do. */
export type Contended = { readonly type: 'Contended'; readonly streams: ReadonlyArray<string> };

/** The id of this commit was used before, for another request. */
export type IdempotencyMismatch = { readonly type: 'IdempotencyMismatch' };

/** What is wrong now and not with the request. */
export type Fault = Unavailable | Unreadable | ViewsBehind | Contended;

/** What was to be changed is no longer what the asker looked at. */
export type RevisionMoved = { readonly type: 'RevisionMoved'; readonly revision: Revision | 'none' };
