/** Something that a benchmark needs is not on this machine; the message says to a person what to do. */
export class NotHere extends Error {}
