/** A forged answer: what is wrong with it, how it is made, and the promise that it breaks. */
export type Forgery = readonly [what: string, made: () => string, promise: string];
