import { promises } from './table.js';

/** The name of a promise that an answer has to keep. */
export type PromiseName = keyof typeof promises;

/** A promise that a message breaks, in words for the log that hold nothing of the message. */
export type Broken = { readonly name: PromiseName; readonly detail: string };

/** Names the promise that does not hold. */
export const broken = (name: PromiseName): Broken => ({
  name,
  detail: `not so: ${promises[name]} (${name})`,
});

/** One promise, and how it shows that it is kept. */
export type Check<Seen> = { readonly name: PromiseName; readonly holds: (seen: Seen) => boolean };

/** The first promise in a list that is not kept. */
export const firstBroken = <Seen>(checks: ReadonlyArray<Check<Seen>>, seen: Seen): Broken | undefined => {
  const found = checks.find(({ holds }) => !holds(seen));
  return found === undefined ? undefined : broken(found.name);
};
