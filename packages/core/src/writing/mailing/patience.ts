const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** How long a letter is tried before it is given up, in milliseconds. */
export const giveUpAfter = 48 * hour;

/** How often the outbox is looked at, in milliseconds; a letter of this node's own is tried at once. */
export const lookEvery = 5 * second;

/** How long one try may take; until twice that is over nobody else tries, even if whoever tried is gone. */
export const tryWithin = minute;

/** How long an invitation waits for its commit to be in the log; what is not there by then never comes. */
export const commitWithin = 10 * minute;

/** How many letters a node hands over at once. */
export const atOnce = 4;

/** How long to wait after so many tries: half a minute, twice as long each time, an hour at most. */
export const pauseAfter = (tries: number): number => Math.min(hour, 30 * second * 2 ** (tries - 1));
